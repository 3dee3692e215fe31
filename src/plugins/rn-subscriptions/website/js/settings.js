/**
 * What the server says of this installation, in the page itself: `api`, the address of its routes, relative to the page; `networkName`;
 * `hasCatalogue`, whether there are resources to show; `notices`, by name (`accessibility`, `legal`, `privacy`) and language,
 * each `{ address }` or `{ text }`.
 */
export const settings = JSON.parse(document.body.dataset.settings);
