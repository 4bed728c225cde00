import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const DESKTOP = { width: 1024, height: 768 };
/** The narrowest window in which nothing may need scrolling sideways (WCAG 2.2, 1.4.10). */
const NARROW = { width: 320, height: 640 };
/** How much text, and the edge of a field, must stand out (WCAG 2.2, 1.4.3 and 1.4.11). */
const TEXT_CONTRAST = 4.5;
const EDGE_CONTRAST = 3;

/** Writes down pages as a screen reader and a keyboard find them, with their faults, and photographs them. */
export class PageAudit {
  constructor(screenshots) {
    this.screenshots = screenshots;
    this.pages = {};
    mkdirSync(screenshots, { recursive: true });
  }

  async look(page, name) {
    await settled(page);
    const { title, language } = await page.evaluate(() => ({ title: document.title, language: document.documentElement.lang }));
    const tree = await page.locator('body').ariaSnapshot();
    const faults = await page.evaluate(unexplained);
    for (const colorScheme of ['dark', 'light']) {
      await page.emulateMedia({ colorScheme });
      faults.push(...(await page.evaluate(pale, { colorScheme, text: TEXT_CONTRAST, edge: EDGE_CONTRAST })));
      await this.photograph(page, `${name}-${colorScheme}`);
    }
    await page.setViewportSize(NARROW);
    faults.push(...(await page.evaluate(tooWide)));
    await this.photograph(page, `${name}-narrow`);
    await page.setViewportSize(DESKTOP);
    const stops = await tabStops(page);
    faults.push(...stops.filter((stop) => !stop.ring).map((stop) => `nothing shows the focus on: ${stop.name}`));
    this.pages[name] = [
      `title: ${title}`,
      `language: ${language}`,
      `tab: ${stops.map((stop) => stop.name).join(' > ') || 'nowhere'}`,
      ...faults.map((fault) => `fault: ${fault}`),
      steady(tree),
      '',
    ].join('\n');
  }

  async photograph(page, name) {
    await page.screenshot({ path: join(this.screenshots, `hosted-${name}.png`), fullPage: true });
  }
}

/** Waits until a page is there and has put the focus where it wants it, which it does only when it is drawn. */
export async function settled(page) {
  await page.waitForLoadState();
  if ((await page.locator('[autofocus]').count()) > 0) {
    await page.locator('[autofocus]:focus').waitFor();
  }
}

/** Takes out what chance or the free ports decided. */
function steady(tree) {
  return tree
    .replace(/^(\s*- \/url: "?[^\s"?]*)\?[^\s"]*/gm, '$1')
    .replace(/\b[A-Z2-7]{32,}\b/g, '(secret)')
    .replace(/\b\d{6}\b/g, '(code)');
}

/** Where Tab goes, from the field that has the focus around to it again. */
async function tabStops(page) {
  const stops = [];
  for (let stop = await focused(page); !stops.some(({ place }) => place === stop.place); stop = await focused(page)) {
    stops.push(stop);
    await page.keyboard.press('Tab');
  }
  return stops.filter(({ place }) => place >= 0);
}

function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return {
      place: element === document.body ? -1 : [...document.all].indexOf(element),
      name: (element.labels?.[0] ?? element).textContent,
      ring: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    };
  });
}

/** Fields without a label, and an error that the field with the focus does not name; runs in the page. */
function unexplained() {
  const inputs = [...document.querySelectorAll('input:not([type=hidden])')];
  const faults = inputs.filter((input) => input.labels.length === 0).map((input) => `no label: ${input.name}`);
  const alert = document.querySelector('main:has(form) [role=alert]');
  const described = document.activeElement.getAttribute('aria-describedby') ?? '';
  if (alert && !described.split(' ').includes(alert.id)) {
    faults.push('the field with the focus does not say what is wrong');
  }
  return faults;
}

/** What sticks out at the side; runs in the page. */
function tooWide() {
  return [...document.querySelectorAll('body, body *')]
    .filter((element) => element.getBoundingClientRect().right > window.innerWidth || element.scrollWidth > window.innerWidth)
    .map((element) => `wider than the window: ${element.localName} ${element.className}`.trimEnd());
}

/** Text and edges of fields that hardly differ from what is behind them; runs in the page. */
function pale({ colorScheme, text, edge }) {
  const channels = (color) => color.match(/[\d.]+/g).map(Number);
  const luminance = (color) => {
    const [red, green, blue] = channels(color).map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  };
  const behind = (element) => {
    if (element === null) {
      return 'rgb(255, 255, 255)';
    }
    const { backgroundColor } = getComputedStyle(element);
    return channels(backgroundColor)[3] === 0 ? behind(element.parentElement) : backgroundColor;
  };
  const fault = (what, ratio) => `${colorScheme}: contrast of ${ratio.toFixed(1)}: ${what}`;
  const faults = [];
  for (const element of document.querySelectorAll('body *')) {
    const words = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim());
    const ofText = contrast(getComputedStyle(element).color, behind(element));
    if (words.some(Boolean) && ofText < text) {
      faults.push(fault(words.join(' '), ofText));
    }
    if (element.matches('input:not([type=hidden])')) {
      const ofEdge = contrast(getComputedStyle(element).borderTopColor, behind(element.parentElement));
      if (ofEdge < edge) {
        faults.push(fault(`the edge of ${element.name}`, ofEdge));
      }
    }
  }
  return faults;
}
