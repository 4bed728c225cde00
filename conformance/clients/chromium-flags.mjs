/** How Chromium is started: alone, and without asking anybody anything. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How long one step in a page may take. */
export const STEP_LIMIT_MILLIS = 20_000;
