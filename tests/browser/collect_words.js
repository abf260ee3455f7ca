() => {
  const shown = element => element && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const hidden = element => element.closest("[aria-hidden=true], template, script, style, noscript");
  const found = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const around = text.parentElement;
    const drawn = around && around.closest("[translate=no][data-testid*=Icon]");  // a letter of the font of icons
    if (text.data.trim() && !drawn && shown(around) && !around.closest("template, script, style, noscript")) {
      found.push(text.data);
    }
  }
  for (const element of document.body.querySelectorAll("*")) {
    if (hidden(element)) continue;
    for (const name of ["aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title", "alt", "placeholder"]) {
      const text = element.getAttribute(name);
      if (text && text.trim() && shown(element)) found.push(text);
    }
  }
  return found;
}
