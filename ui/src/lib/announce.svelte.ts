/** What the polite live region at the root says; a screen reader speaks it when it changes. */
class Announcer {
  text = $state('');

  say(text: string): void {
    // The same words twice would not be spoken: a no-break space makes them differ.
    this.text = text === this.text ? `${text}\u00a0` : text;
  }
}

export const announcer = new Announcer();

export function announce(text: string): void {
  announcer.say(text);
}
