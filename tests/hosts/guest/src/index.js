const OPEN_TO_EVERYBODY = [
  ...['find', 'findOne', 'create', 'update', 'delete'].map((action) => `api::thing.thing.${action}`),
  'plugin::upload.content-api.upload',
  'plugin::upload.content-api.find',
  'plugin::upload.content-api.findOne',
];

module.exports = {
  /** Everybody may do everything with things and send files: a project whose own business that is. */
  async bootstrap({ strapi }) {
    const role = await strapi.db
      .query('plugin::users-permissions.role')
      .findOne({ where: { type: 'public' }, populate: ['permissions'] });
    const held = role.permissions.map(({ action }) => action);
    for (const action of OPEN_TO_EVERYBODY)
      if (!held.includes(action))
        await strapi.db.query('plugin::users-permissions.permission').create({ data: { action, role: role.id } });
  },
};
