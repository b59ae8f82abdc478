import type { Attachment } from 'svelte/attachments';
import { isDamagedPng } from './png';
import type { Size } from './zoom';

type Told = {
  /** It can be shown; its own size, which a picture without one does not say. */
  ready?: (size: Size) => void;
  /** It cannot be shown: not a picture, a damaged one, or one too large for this machine. */
  broken: () => void;
};

/**
 * Keeps a picture out of sight until it can be painted at once, since a large one would hold up the whole page, and
 * tells what became of it. The event `load` is not enough: it also comes for a picture with a damaged body.
 */
export function decoding({ ready, broken }: Told): Attachment<HTMLImageElement> {
  return (image) => {
    let watched = true;
    image.decoding = 'async';
    image.style.visibility = 'hidden';
    const done = (): void => {
      image.style.visibility = '';
      if (watched) ready?.({ width: image.naturalWidth, height: image.naturalHeight });
    };
    const failed = (): void => {
      if (watched) broken();
    };
    const whole = isDamagedPng(image.src) ? Promise.reject(new Error('damaged')) : image.decode();
    whole.then(done, failed);
    return () => {
      watched = false;
    };
  };
}
