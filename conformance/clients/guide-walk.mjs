// Walks the guide in Chromium and prints what it saw, as JSON: rows as the server sent them, and what the pages said.
// Usage: node guide-walk.mjs PLAYGROUND_URL ISSUER CHROMIUM SCREENSHOT_FOLDER
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, STEP_LIMIT_MILLIS } from './chromium-flags.mjs';
import { PlaygroundPage } from './playground-page.mjs';

const [playgroundUrl, issuer, executablePath, screenshots] = process.argv.slice(2);
mkdirSync(screenshots, { recursive: true });
const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
try {
  process.stdout.write(JSON.stringify(await walk(browser)));
} finally {
  await browser.close();
}

async function walk(browser) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    locale: 'en-US',
  });
  context.setDefaultTimeout(STEP_LIMIT_MILLIS);
  const browserPage = await context.newPage();
  const complaints = [];
  browserPage.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  browserPage.on('pageerror', (error) => complaints.push(error.message));
  const page = new PlaygroundPage(browserPage, { playgroundUrl, issuer, screenshots });
  try {
    const withoutToken = await buildAndRun(page);
    const ann = await signInAndRun(page, 'ann@company1.example');
    const bob = await signInAndRun(page, 'bob@company2.example');
    const { token, ...tokenPage } = await walkTokenPage(page, 'ann@company1.example');
    await page.click('nav-build');
    const pasted = await pasteAndRun(page, token);
    const typed = await typeContextAndRun(page, { company_id: 2 });
    const complaintsSoFar = [...complaints];
    // The browser itself complains of the answer 403, which is what is wanted here.
    const forged = await pasteForgedAndRun(page, token);
    return { withoutToken, ann, bob, tokenPage, pasted, typed, forged, complaints: complaintsSoFar };
  } catch (error) {
    await page.screenshot('failed');
    throw error;
  }
}

async function buildAndRun(page) {
  await page.open();
  await page.buildQuery();
  const table = await page.run();
  const notice = await page.text('banner-no-token');
  await page.screenshot('rows-without-token');
  await page.click('tab-chart');
  const chart = await page.element('chart').getAttribute('data-chart-type');
  await page.screenshot('chart');
  await page.click('tab-query');
  const query = JSON.parse(await page.element('query-json').inputValue());
  await page.screenshot('query');
  await page.click('tab-sql');
  const sql = await page.text('sql');
  await page.screenshot('sql');
  return { table, notice, chart, query, sql };
}

async function signInAndRun(page, user) {
  await page.click('security-context', 'tab-token', 'sign-in');
  await page.signIn(user);
  const verdict = await page.verdict();
  await page.screenshot('back-with-token');
  await page.click('security-save');
  const identity = await page.identity();
  const table = await page.run();
  await page.screenshot('rows-with-token');
  await page.clearIdentity();
  return { table, verdict, identity };
}

async function walkTokenPage(page, user) {
  await page.click('nav-token');
  await page.element('issuer').fill(issuer);
  await page.click('discover');
  const endpoints = await page.text('endpoints');
  await page.screenshot('token-page-discovered');
  await page.click('start');
  await page.signIn(user);
  const code = await page.text('code');
  await page.screenshot('token-page-code');
  await page.click('exchange');
  const verdict = await page.verdict();
  const payload = JSON.parse(await page.text('token-payload'));
  const token = await page.text('raw-token');
  await page.screenshot('token-page-decoded');
  return { endpoints, code, verdict, payload, token };
}

async function pasteAndRun(page, token) {
  await page.click('security-context', 'tab-token');
  await page.element('security-token').fill(`Bearer ${token}`);
  await page.click('security-save');
  const table = await page.run();
  await page.clearIdentity();
  return { table };
}

async function typeContextAndRun(page, securityContext) {
  await page.click('security-context', 'tab-json');
  await page.element('security-json').fill(JSON.stringify(securityContext));
  await page.screenshot('context-as-json');
  await page.click('security-save');
  const table = await page.run();
  await page.clearIdentity();
  return { table };
}

async function pasteForgedAndRun(page, token) {
  const [header, payload, signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const forgedPayload = Buffer.from(JSON.stringify({ ...claims, email: 'eve@company3.example' })).toString('base64url');
  await page.click('security-context', 'tab-token');
  await page.element('security-token').fill([header, forgedPayload, signature].join('.'));
  const verdict = await page.verdict();
  await page.screenshot('forged-token');
  await page.click('security-save');
  const failure = await page.runToFailure();
  await page.screenshot('refused');
  return { verdict, failure };
}
