/** « Ville — Nom »: a name alone says nothing, 78 of the 239 libraries of the Oise are called « Bibliothèque municipale ». */
export const mediathequeLabel = ({ city, name }: { city: string; name: string }): string => `${city} — ${name}`;
