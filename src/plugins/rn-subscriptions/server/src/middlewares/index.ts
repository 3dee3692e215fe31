import smallBody from './small-body';

export default { 'small-body': smallBody };
