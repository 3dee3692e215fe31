import type { Core, UID } from '@strapi/strapi';

/** What editors read of a field in the Content Manager: its French name, and a hint where one helps. */
type FieldWords = { label: string; description?: string; mainField?: string };

type Layout = {
  uid: UID.ContentType;
  fields: Record<string, FieldWords>;
  list: string[];
  edit: { name: string; size: number }[][];
};

type Configuration = {
  settings: object;
  metadatas: Record<
    string,
    { edit: { label: string; description?: string; mainField?: string }; list: { label: string } }
  >;
  layouts: object;
};

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Gives a content type its form and list in the Content Manager, in French. Somebody who has renamed a field there
   * has made the form theirs: it stays as it is.
   */
  async apply({ uid, fields, list, edit }: Layout): Promise<void> {
    const service = strapi.plugin('content-manager').service('content-types');
    const contentType = strapi.contentType(uid);
    const { settings, metadatas }: Configuration = await service.findConfiguration(contentType);
    const isUntouched = Object.keys(fields).every((name) => metadatas[name]?.edit.label === name);
    if (!isUntouched) return;
    for (const [name, { label, description = '', mainField }] of Object.entries(fields)) {
      const { edit: before, list: listed } = metadatas[name];
      metadatas[name] = {
        edit: { ...before, label, description, ...(mainField ? { mainField } : {}) },
        list: { ...listed, label },
      };
    }
    await service.updateConfiguration(contentType, { settings, metadatas, layouts: { list, edit } });
  },
});
