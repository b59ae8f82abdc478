import type { FindingView, PropertyView } from '../../lib/host';
import type { Mark } from '../../parts/marks';

/** The five properties of a criterion as the learner reads them, in the order in which they are looked at. */
export const PROPERTIES: { id: PropertyView; name: string; about: string }[] = [
  { id: 'atomic', name: 'One thing', about: 'It asks for one thing, so it can be met or missed.' },
  {
    id: 'specific',
    name: 'Of this task',
    about: 'It belongs to this prompt and would not fit just any other.',
  },
  {
    id: 'self_contained',
    name: 'Stands alone',
    about: 'Whoever has only this line and the response can judge it.',
  },
  { id: 'objective', name: 'Judged alike', about: 'Two careful readers would decide it alike.' },
  {
    id: 'modality',
    name: 'Fits the output',
    about: 'What it asks for can be seen in this kind of output.',
  },
];

export function propertyName(id: PropertyView): string {
  return PROPERTIES.find((property) => property.id === id)?.name ?? id;
}

/** The words of a criterion that its findings speak of; `number` gives each finding its number. */
export function marksOf(
  findings: readonly FindingView[],
  number: (index: number) => number,
): Mark[] {
  return findings.flatMap(({ property, at }, index) => {
    const n = number(index);
    const label = `Finding ${n}, ${propertyName(property)}`;
    return at.map((span): Mark => ({ ...span, n, tone: 'doubt', label }));
  });
}
