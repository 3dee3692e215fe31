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
  globalThis.Date = ClockDate;
  ahead = milliseconds;
};
