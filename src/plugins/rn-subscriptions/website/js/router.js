import { focusOn } from './dom.js';

/**
 * Shows the view that the address names after `#`, up to a `?`. `views` maps names to `{ render, insteadOf }`: `render()` returns an
 * element with an `h1`; `insteadOf()` names another view, or nothing. `home()` names the view for an address without
 * a name that is known. `onShow({ name, title })` is told what is shown. Returns `{ draw }`, which draws it anew.
 */
export const startRouter = ({ views, home, main, onShow }) => {
  const currentName = () => {
    const name = location.hash.slice(1).split('?')[0];
    return Object.hasOwn(views, name) ? name : home();
  };

  const draw = () => {
    const name = currentName();
    const other = views[name].insteadOf?.();
    if (other) {
      location.replace(`#${other}`);
      return;
    }
    main.replaceChildren(views[name].render());
    onShow({ name, title: main.querySelector('h1').textContent });
  };

  addEventListener('hashchange', () => {
    draw();
    // A screen reader starts at the title of what is new.
    scrollTo(0, 0);
    focusOn(main.querySelector('h1'));
  });
  draw();
  return { draw };
};
