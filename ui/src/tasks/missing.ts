import type { AnswerView, DimensionView, ScoreView, TaskView, WorkView } from '../lib/host';
import { settle } from './ranking/order';

type Answers = { [A in AnswerView as A['kind']]: A };
type Works = { [W in WorkView as W['kind']]: W };

/**
 * What is still missing of the judgement itself, in words for the learner; null when nothing is. The core looks again
 * before it grades.
 */
export function missingJudgement(task: TaskView, answer: AnswerView): string | null {
  const work = task.work;
  if (work.kind !== answer.kind) return 'The answer belongs to another kind of task.';
  switch (answer.kind) {
    case 'choice':
      return answer.picked.length > 0 ? null : choice(work as Works['choice']);
    case 'preference':
      return answer.value === null ? 'Choose a point on the scale.' : null;
    case 'ranking':
      return order(task, answer.tiers, 'responses');
    case 'justification':
      return null;
    case 'rating':
      return scores(answer.scores, ids(task), (work as Works['rating']).dimensions);
    case 'classification':
      return classification(answer, work as Works['classification']);
    case 'spans':
      return answer.marks.length > 0 || answer.nothing
        ? null
        : 'Mark the words, or say that there is nothing to mark.';
    case 'boxes':
      return answer.boxes.length > 0 || answer.nothing
        ? null
        : 'Draw the boxes, or say that there is nothing to draw.';
    case 'fact_check':
      return factCheck(answer, work as Works['fact_check']);
    case 'safety':
      return safety(answer);
    case 'code_review':
      return codeReview(task, answer, work as Works['code_review']);
    case 'conversation':
      return conversation(answer, work as Works['conversation']);
    case 'rubric':
      return rubric(answer.criteria, work as Works['rubric']);
    case 'prompt':
      return answer.text.trim() === '' ? 'Write the prompt.' : null;
  }
}

const ids = (task: TaskView): string[] => task.items.map((item) => item.id);

function choice({ multiple }: Works['choice']): string {
  return multiple ? 'Pick at least one option.' : 'Pick an option.';
}

function order(task: TaskView, tiers: string[][], what: string): string | null {
  return settle(tiers, ids(task)) ? null : `Rank the ${what}, or keep the order shown.`;
}

/** Whether each item has its value on each dimension; how many are left. */
function scores(given: ScoreView[], items: string[], dimensions: DimensionView[]): string | null {
  const asked = items.flatMap((item) => dimensions.map(({ id }) => `${item} ${id}`));
  const have = new Set(given.map((score) => `${score.item} ${score.dimension}`));
  const left = asked.filter((one) => !have.has(one)).length;
  if (left === 0) return null;
  return left === 1 ? 'One value is missing.' : `${left} values are missing.`;
}

function classification(
  { pieces }: Answers['classification'],
  work: Works['classification'],
): string | null {
  const labelled = new Set(pieces.filter((p) => p.labels.length > 0).map((p) => p.piece));
  const left = work.pieces.filter((piece) => !labelled.has(piece.id)).length;
  if (left === 0) return null;
  return left === 1 ? 'One piece has no label.' : `${left} pieces have no label.`;
}

function factCheck({ claims }: Answers['fact_check'], work: Works['fact_check']): string | null {
  const judged = new Map(claims.map((claim) => [claim.claim, claim]));
  const open = work.claims.filter((claim) => !judged.get(claim.id)?.verdict).length;
  if (open > 0) return open === 1 ? 'One claim has no verdict.' : `${open} claims have no verdict.`;
  const bare = work.claims.findIndex((claim) => {
    const mine = judged.get(claim.id);
    return mine?.verdict !== 'not_enough' && mine?.cited.length === 0;
  });
  return bare < 0 ? null : `Cite the passage on which your verdict on claim ${bare + 1} rests.`;
}

function safety({ category, severity, action }: Answers['safety']): string | null {
  if (category === null) return 'Name the category.';
  if (severity === null) return 'Say how severe it is.';
  return action === null ? 'Choose the right action.' : null;
}

function codeReview(
  task: TaskView,
  answer: Answers['code_review'],
  work: Works['code_review'],
): string | null {
  const judged =
    work.dimensions.length === 0
      ? order(task, answer.tiers, 'solutions')
      : scores(answer.scores, ids(task), work.dimensions);
  if (judged) return judged;
  if (work.lines && answer.lines.length === 0 && !answer.no_fault) {
    return 'Mark the faulty lines, or say that there are none.';
  }
  const named = new Set(answer.complexity.map((one) => one.solution));
  const open = work.complexities.length > 0 && ids(task).some((id) => !named.has(id));
  return open ? 'Name the complexity of each solution.' : null;
}

function conversation(answer: Answers['conversation'], work: Works['conversation']): string | null {
  const rated = work.turns.filter((turn) => turn.from === 'model').map((turn) => turn.id);
  const open = scores(answer.scores, rated, work.dimensions);
  if (open) return open;
  const said = answer.wrong !== null || answer.nowhere;
  return work.asks_where && !said
    ? 'Say where it goes wrong, or that it goes wrong nowhere.'
    : null;
}

function rubric(criteria: string[], { fewest, most }: Works['rubric']): string | null {
  const written = criteria.filter((criterion) => criterion.trim() !== '').length;
  if (written < fewest) {
    const left = fewest - written;
    return left === 1 ? 'Write one more criterion.' : `Write ${left} more criteria.`;
  }
  if (criteria.length > most) return `Keep at most ${most} criteria.`;
  return written < criteria.length ? 'Fill the empty criterion, or remove it.' : null;
}
