() => {
  // Faults of the layout: what is wider than the window, what is cut off, what is written over something else.
  const found = [];
  const shown = element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const named = element => (element.innerText || element.getAttribute("aria-label") || element.tagName).trim().slice(0, 60);
  const main = document.querySelector("[data-testid=stMain]") || document.documentElement;
  const top = document.querySelector("[role=dialog]") || main;
  if (document.documentElement.scrollWidth > innerWidth) found.push("the window scrolls sideways");
  if (main.scrollWidth > main.clientWidth) found.push("the page scrolls sideways");

  for (const table of document.querySelectorAll(".figures.cards")) {
    const isNarrow = innerWidth <= 640 && shown(table);
    if (isNarrow && table.scrollWidth > table.clientWidth + 1) found.push(`cards scroll sideways: ${named(table)}`);
  }

  // Words alone in their box: a leaf that shows text. What moves inside a frame of its own is measured there.
  const leaves = [...document.querySelectorAll("p, h1, h2, h3, li, strong, span, th, td, button, a, summary, label")]
    .filter(element => shown(element) && !element.closest("svg, [aria-hidden=true], .figures, template")
      && [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()));
  const boxes = [];
  for (const element of leaves) {
    const within = element.closest("[data-testid=stSidebar]");
    if (within ? innerWidth < 768 : !top.contains(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(element);
    const box = range.getBoundingClientRect();
    if (!box.width || !box.height || element.closest("[data-testid=stMultiSelect]")) continue;  // tags end in dots
    let small = element;  // what only a screen reader finds lies in a box of one pixel
    while (small && small !== document.body && small.clientWidth !== 1) small = small.parentElement;
    if (small !== document.body) continue;
    let clip = element;
    while (clip && clip !== document.body && getComputedStyle(clip).overflowX === "visible") clip = clip.parentElement;
    const frame = clip && clip !== document.body ? clip.getBoundingClientRect() : { left: 0, right: innerWidth };
    const scrolls = clip && ["auto", "scroll"].includes(getComputedStyle(clip).overflowX) && clip !== main;
    if (!scrolls && (box.left < frame.left - 2 || box.right > frame.right + 2)) found.push(`cut off: ${named(element)}`);
    if (box.left < -2 || box.right > innerWidth + 2) found.push(`outside the window: ${named(element)}`);
    boxes.push([element, [...range.getClientRects()].filter(line => line.width > 1 && line.height > 1)]);
  }
  for (let i = 0; i < boxes.length; i += 1) {
    for (let j = i + 1; j < boxes.length; j += 1) {
      const [one, lines] = boxes[i], [other, others] = boxes[j];
      if (one.contains(other) || other.contains(one)) continue;
      if (one.closest("[data-testid=stSidebar]") !== other.closest("[data-testid=stSidebar]")) continue;
      if ([one, other].some(element => element.closest(".training-strip, [data-testid=stHeader]"))) continue;
      const over = lines.some(a => others.some(b =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) * 0.35));
      if (over) found.push(`written over each other: ${named(one)} | ${named(other)}`);
    }
  }
  return [...new Set(found)];
}
