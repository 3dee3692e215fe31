import { PLUGIN_ID } from '../../../shared/permissions';

/** The paths of the pages for coordinators, below the plugin's. */
export const MAILS_PATH = 'mails';
export const ADDRESS_CHANGES_PATH = 'address-changes';

/** The addresses of the plugin's pages inside the panel. */
export const LIST_ADDRESS = `/plugins/${PLUGIN_ID}`;
export const MAILS_ADDRESS = `${LIST_ADDRESS}/${MAILS_PATH}`;
export const ADDRESS_CHANGES_ADDRESS = `${LIST_ADDRESS}/${ADDRESS_CHANGES_PATH}`;
