import { call, type LessonPage } from '../../lib/host';
import { goTo, placeOf, sectionAt, type Place } from './place';

const SETTLED_MS = 600;
/** A section's heading stops this far below the edge, as does the block one comes back to. */
const MARGIN_PX = 28;

/** Follows the reader through one lesson: marks the section, keeps the place, and brings the reader back to it. */
export class Reading {
  /** Index of the section being read. */
  section = $state(-1);
  #page: LessonPage;
  #article: HTMLElement | undefined;
  #scroller: HTMLElement | undefined;
  #place: Place | null = null;
  #stored: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;

  constructor(page: LessonPage) {
    this.#page = page;
    this.#stored = page.place;
  }

  /** An attachment for the lesson's text: restores the place before the first paint, then follows. */
  follow = (article: HTMLElement): (() => void) => {
    const scroller = article.closest('main') ?? document.documentElement;
    this.#article = article;
    this.#scroller = scroller;
    if (this.#page.place > 0) this.#restore({ at: this.#page.place, below: MARGIN_PX });
    // The italic may come a moment later and move lines: hold the place until the fonts are there.
    void document.fonts.ready.then(() => this.hold());
    this.#look();
    const onscroll = (): void => {
      cancelAnimationFrame(this.#frame);
      this.#frame = requestAnimationFrame(() => this.#scrolled());
    };
    scroller.addEventListener('scroll', onscroll, { passive: true });
    const onhide = (): void => void this.store();
    window.addEventListener('pagehide', onhide);
    return () => {
      scroller.removeEventListener('scroll', onscroll);
      window.removeEventListener('pagehide', onhide);
      cancelAnimationFrame(this.#frame);
      clearTimeout(this.#timer);
      this.#article = undefined;
    };
  };

  /** Keeps the same words under the eye when lines have moved. */
  hold(): void {
    if (this.#place) this.#restore(this.#place);
  }

  goToSection(index: number): void {
    const section = this.#page.sections[index];
    if (!section || !this.#article || !this.#scroller) return;
    goTo(this.#scroller, this.#article, { at: section.at, below: MARGIN_PX });
    const heading = this.#article.querySelector<HTMLElement>(`[data-at="${section.at}"]`);
    if (heading) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  }

  /** Saves the place if it has changed. A place that cannot be saved is no reason to disturb a reader. */
  async store(): Promise<void> {
    clearTimeout(this.#timer);
    const place = this.#place?.at ?? 0;
    if (place === this.#stored) return;
    this.#stored = place;
    const { module, id: lesson } = this.#page;
    await call('lesson_place', { module, lesson, place }).catch(() => undefined);
  }

  #restore(place: Place): void {
    if (!this.#scroller || !this.#article) return;
    goTo(this.#scroller, this.#article, place);
    this.#place = place;
  }

  #scrolled(): void {
    this.#look();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.store(), SETTLED_MS);
  }

  #look(): void {
    if (!this.#scroller || !this.#article) return;
    this.#place = placeOf(this.#scroller, this.#article);
    this.section = sectionAt(this.#scroller, this.#article, this.#page.sections);
  }
}
