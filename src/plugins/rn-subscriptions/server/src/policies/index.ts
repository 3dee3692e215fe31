import notToEditors from './not-to-editors';

export default { 'not-to-editors': notToEditors };
