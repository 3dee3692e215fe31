import { PLUGIN_ID } from '../../../shared/permissions';

/** The path of the page of undelivered mails below the plugin's. */
export const MAILS_PATH = 'mails';

/** The addresses of the plugin's pages inside the panel. */
export const LIST_ADDRESS = `/plugins/${PLUGIN_ID}`;
export const MAILS_ADDRESS = `${LIST_ADDRESS}/${MAILS_PATH}`;
