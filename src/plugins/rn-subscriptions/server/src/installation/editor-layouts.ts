import type { Core, UID } from '@strapi/strapi';
import type { EditorLayouts } from '../public-api';

type Configuration = {
  settings: object;
  metadatas: Record<
    string,
    { edit: { label: string; description?: string; mainField?: string }; list: { label: string } }
  >;
  layouts: object;
};

export default ({ strapi }: { strapi: Core.Strapi }): EditorLayouts => ({
  async apply({ uid, fields, list, edit }) {
    const service = strapi.plugin('content-manager').service('content-types');
    const contentType = strapi.contentType(uid as UID.ContentType);
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
