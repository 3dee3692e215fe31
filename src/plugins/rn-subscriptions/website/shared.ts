/** What these pages and the server know alike, in one place: the plugin's build makes `shared.js` of it, a module as the others. */
export { addDays, daysIn, formatDate } from '../shared/calendar-date';
export { dayInParts, partsOfWhole, readDayInParts } from '../shared/day-in-parts';
export { isMinor } from '../shared/guardian';
export { CODE_DIGITS, LINK_HOURS, MOST_REGISTRATIONS, SHORTEST_PASSWORD } from '../shared/limits';
