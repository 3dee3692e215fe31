import accessLog from './access-log';
import bodyErrors from './body-errors';
import readableText from './readable-text';
import smallBody from './small-body';

export default { 'access-log': accessLog, 'body-errors': bodyErrors, 'readable-text': readableText, 'small-body': smallBody };
