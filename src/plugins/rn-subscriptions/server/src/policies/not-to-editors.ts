import { ROLES } from '../installation/roles';

type Given = { params: { model?: string }; state: { user?: { roles: { code: string }[] } } };

/** Refuses admin users and roles in the Content Manager to editors, whose pickers need a grant on them that opens their lists as well. */
export default ({ params, state }: Given): boolean => {
  const codes = (state.user?.roles ?? []).map(({ code }) => code);
  const isEditor = codes.includes(ROLES.editor.code) && !codes.includes('strapi-super-admin');
  return !isEditor || !params.model?.toLowerCase().startsWith('admin::');
};
