/** Lets a process of the tests live at another time: `setClock(ms)` says how far ahead of the real time its clock is. */
const RealDate = Date;
let ahead = 0;

class ClockDate extends RealDate {
  constructor(...values) {
    if (values.length === 0) super(ClockDate.now());
    else super(...values);
  }
  static now() {
    return RealDate.now() + ahead;
  }
}

exports.setClock = (milliseconds) => {
  // Real again for whoever comes later: a library must not meet dates of two kinds for nothing.
  globalThis.Date = milliseconds === 0 ? RealDate : ClockDate;
  ahead = milliseconds;
};
