type Written = { ids: number[]; documentIds: string[] };

/** The rows that a written relation adds, in whatever form Strapi takes: an id, a list, `{ set }`, `{ connect }`, or rows. */
export const idsWritten = (relation: unknown): Written => {
  const all: Written = { ids: [], documentIds: [] };
  const read = (value: unknown): void => {
    if (typeof value === 'number' || /^\d+$/.test(String(value))) all.ids.push(Number(value));
    else if (typeof value === 'string') all.documentIds.push(value);
    else if (Array.isArray(value)) value.forEach(read);
    else if (value && typeof value === 'object') {
      const { set, connect, id, documentId } = value as Record<string, unknown>;
      [set, connect, id, documentId].filter((part) => part !== undefined && part !== null).forEach(read);
    }
  };
  read(relation);
  return all;
};
