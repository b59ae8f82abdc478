/** Dates, times and numbers as the page writes them. All in the language of the course, English; British in form. */
const LOCALE = 'en-GB';

const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });
const clockSeconds = new Intl.DateTimeFormat(LOCALE, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const dayMonth = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const dayMonthYear = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const longDay = new Intl.DateTimeFormat(LOCALE, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const plain = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 2 });

/** What is written for a moment that no calendar knows. */
const UNKNOWN = 'an unknown time';

/** Whether the calendar knows the moment: no NaN, no more than 8.64e15 ms from 1970. */
function isKnown(ms: number): boolean {
  return !Number.isNaN(new Date(ms).getTime());
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** Whole days between the days of two moments, as the calendar counts them. */
function daysBefore(date: Date, now: Date): number {
  return Math.round((startOfDay(now) - startOfDay(date)) / 86_400_000);
}

function shortMonth(date: Date, format: Intl.DateTimeFormat): string {
  // British English writes "Sept"; every other month has three letters.
  return format.format(date).replace('Sept', 'Sep');
}

/** The day alone: "today", "yesterday", "3 Nov", "3 Nov 2025". */
export function day(ms: number, now = Date.now()): string {
  if (!isKnown(ms)) return UNKNOWN;
  const date = new Date(ms);
  const today = new Date(now);
  const ago = daysBefore(date, today);
  if (ago === 0) return 'today';
  if (ago === 1) return 'yesterday';
  const sameYear = date.getFullYear() === today.getFullYear();
  return shortMonth(date, sameYear ? dayMonth : dayMonthYear);
}

/** "today 14:02", "yesterday 21:40", then the day alone. */
export function moment(ms: number, now = Date.now()): string {
  const word = day(ms, now);
  return word === 'today' || word === 'yesterday' ? `${word} ${time(ms)}` : word;
}

/** The same words at the beginning of a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase('en') + words.slice(1);
}

/** "14:02". */
export function time(ms: number): string {
  return isKnown(ms) ? clock.format(ms) : UNKNOWN;
}

/** The whole moment, for titles and `<time>`: "Monday 3 November 2025 at 14:02". */
export function fullMoment(ms: number): string {
  if (!isKnown(ms)) return UNKNOWN;
  return longDay.format(ms).replace(',', '');
}

/** A moment for a machine, as `<time>` wants it; none when the calendar does not know it. */
export function machine(ms: number): string | undefined {
  return isKnown(ms) ? new Date(ms).toISOString() : undefined;
}

/** A duration in words: "less than a minute", "25 min", "1 h 5 min". */
export function minutes(value: number): string {
  const whole = Math.round(value);
  if (whole < 1) return 'less than a minute';
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** Hours of a module: "2 hours", "1 hour", "2½ hours". */
export function hours(value: number): string {
  const whole = Math.floor(value);
  const part = { 0.25: '¼', 0.5: '½', 0.75: '¾' }[value - whole];
  const figure = part === undefined ? number(value) : `${whole === 0 ? '' : whole}${part}`;
  return `${figure} ${value > 0 && value <= 1 ? 'hour' : 'hours'}`;
}

/** A running clock: "4:12", "1:04:12". */
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number): string => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** A share in [0, 1]: "82 %", with a no-break space. */
export function percent(share: number): string {
  return `${number(Math.round(share * 100))}\u00a0%`;
}

/** A figure with a real minus: "−0.24". */
export function number(value: number): string {
  return plain.format(value).replace('-', '−').replace(/^−0$/, '0');
}

/** A range; with a dash, or with "to" when an end is negative: "71–90", "−0.24 to −0.01". */
export function range(low: number, high: number): string {
  const join = low < 0 || high < 0 ? ' to ' : '–';
  return `${number(low)}${join}${number(high)}`;
}

/** "1 task", "4 tasks". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** A task's difficulty, 1 to 3, in a word. */
export function difficulty(level: number): string {
  return level <= 1 ? 'easy' : level === 2 ? 'medium' : 'hard';
}

const dayLong = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long' });
const dayLongYear = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const calendarDay = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** A moment, past or to come: "today 14:02", "tomorrow 09:00", "14 March, 09:00", "14 March 2028, 09:00". */
export function when(ms: number, now = Date.now()): string {
  if (!isKnown(ms)) return UNKNOWN;
  const date = new Date(ms);
  const today = new Date(now);
  const near = { '-1': 'tomorrow', '0': 'today', '1': 'yesterday' }[daysBefore(date, today)];
  if (near !== undefined) return `${near} ${time(ms)}`;
  const sameYear = date.getFullYear() === today.getFullYear();
  return `${(sameYear ? dayLong : dayLongYear).format(date)}, ${time(ms)}`;
}

/** As `when`, to the second: "today 14:02:33". */
export function precisely(ms: number, now = Date.now()): string {
  if (!isKnown(ms)) return UNKNOWN;
  return when(ms, now).replace(time(ms), clockSeconds.format(ms));
}

/** The day of a moment, past or to come, and the time only when it is near: "today 14:02", "3 November 2026". */
export function onDay(ms: number, now = Date.now()): string {
  if (!isKnown(ms)) return UNKNOWN;
  const date = new Date(ms);
  const today = new Date(now);
  if (Math.abs(daysBefore(date, today)) <= 1) return when(ms, now);
  const sameYear = date.getFullYear() === today.getFullYear();
  return (sameYear ? dayLong : dayLongYear).format(date);
}

/** As `when`, for a line that says "until": the time alone while it is today's. */
export function until(ms: number, now = Date.now()): string {
  return when(ms, now).replace(/^today /, '');
}

/** How far off, in one unit: "in 3 days", "in 5 hours", "in less than a minute", "2 days ago". Never said too long. */
export function away(ms: number, now = Date.now()): string {
  if (!isKnown(ms)) return UNKNOWN;
  const left = Math.abs(ms - now) / 60_000;
  const unit = (n: number, one: string): string => count(Math.floor(n), one);
  let span = unit(left / 1440, 'day');
  if (left < 1) span = 'less than a minute';
  else if (left < 60) span = unit(left, 'minute');
  else if (left < 2880) span = unit(left / 60, 'hour');
  return ms >= now ? `in ${span}` : `${span} ago`;
}

/** How long there is still time: "for another 3 days", "for less than a minute". */
export function left(ms: number, now = Date.now()): string {
  return away(ms, now)
    .replace(/^in less/, 'for less')
    .replace(/^in /, 'for another ');
}

/** A calendar day of the wire, `YYYY-MM-DD`: "14 March 2027"; as it came when it is none. */
export function calendar(date: string): string {
  const ms = /^\d{4}-\d{2}-\d{2}/.test(date) ? Date.parse(date.slice(0, 10)) : NaN;
  return Number.isNaN(ms) ? date : calendarDay.format(ms);
}

/** Tenths of a percent: "84.5 %", "70 %", with a no-break space. */
export function tenths(value: number): string {
  return `${number(value / 10)}\u00a0%`;
}

/** Money in the smallest unit of its currency: "US$249", "€249.50"; a currency nobody knows keeps its letters. */
export function money(amount: number, currency: string): string {
  try {
    const usual = new Intl.NumberFormat(LOCALE, { style: 'currency', currency });
    const places = usual.resolvedOptions().maximumFractionDigits ?? 2;
    return new Intl.NumberFormat(LOCALE, {
      style: 'currency',
      currency,
      trailingZeroDisplay: 'stripIfInteger',
    } as Intl.NumberFormatOptions).format(amount / 10 ** places);
  } catch {
    return `${number(amount / 100)} ${currency}`;
  }
}

const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** The registrar speaks in UTC, such as "14:02 UTC on 23 November 2026": the learner's own time goes first. */
export function ownTime(text: string, now = Date.now()): string {
  return text.replace(
    /(\d{2}):(\d{2}) UTC on (\d{1,2}) (\p{L}+) (\d{4})/gu,
    (whole, hour: string, minute: string, dayOf: string, month: string, year: string) => {
      const at = MONTHS.indexOf(month);
      if (at < 0) return whole;
      const date = new Date(Date.UTC(+year, at, +dayOf, +hour, +minute));
      const sameYear = date.getFullYear() === new Date(now).getFullYear();
      const day = (sameYear ? dayLong : dayLongYear).format(date);
      const utc = date.getTimezoneOffset() === 0 ? 'UTC' : `(${hour}:${minute} UTC)`;
      return date.getTimezoneOffset() === 0
        ? `${time(date.getTime())} ${utc} on ${day}`
        : `${time(date.getTime())} on ${day} ${utc}`;
    },
  );
}
