/** What the exam's monitor noted, in plain words. Its names are not written down anywhere: they are told by what they hold. */
const PLAIN: [RegExp, string][] = [
  [
    /(several|multiple|more than one|many|two) (faces|people|persons)/,
    'More than one face in the picture',
  ],
  [/no (face|person)|face\b.*(not|left|leaves|lost|missing|away)/, 'No face in the picture'],
  [/(camera|webcam)\b.*(off|stop|block|disconnect|denied|lost|end)/, 'The camera stopped'],
  [/(camera|webcam)\b.*(on|start|allow|connect)/, 'The camera started'],
  [
    /return|came back|back (to|on|in)\b|regain|focus(ed)? (gained|in)\b|visible/,
    'Back at the exam’s page',
  ],
  [
    /left|leave|away|switch|tab\b|blur|hidden|minimi[sz]|(lost|loss|out)\b.*focus|focus\b.*(lost|out)/,
    'The exam’s page was left',
  ],
];

/** An event in plain words; empty where its own name is all there is. */
export function inPlainWords(what: string): string {
  const word = what.toLowerCase().replace(/[_-]+/g, ' ');
  return PLAIN.find(([names]) => names.test(word))?.[1] ?? '';
}

/** Whether camera and browser were watched, in a sentence. What the provider has not told is not known. */
export function watched(camera: boolean | null, browser: boolean | null): string {
  const ran = { true: 'The camera was on', false: 'The camera was off' };
  const noted = {
    true: 'leaving the exam’s page was noted',
    false: 'leaving the exam’s page was not noted',
  };
  const first = ran[`${camera}` as keyof typeof ran] ?? 'Whether the camera was on is not known';
  const then =
    noted[`${browser}` as keyof typeof noted] ??
    'whether leaving the exam’s page was noted is not known';
  return `${first}, ${then}.`;
}
