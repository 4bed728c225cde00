// Goes the ways through the pages of a local user pool in Chromium and prints, as JSON, where each of them ended.
// Usage: node hosted-pages.mjs POOL_URL POOL_ID CLIENT_ID CALLBACK CHROMIUM SCREENSHOT_FOLDER
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, STEP_LIMIT_MILLIS } from './chromium-flags.mjs';
import { UserPool, totp } from './user-pool.mjs';

const PASSWORD = 'Passw0rd!';
const NEW_PASSWORD = 'An0ther-one!';

const [uri, poolId, clientId, callback, executablePath, screenshots] = process.argv.slice(2);
const pool = new UserPool({ uri, poolId, clientId, callback });
mkdirSync(screenshots, { recursive: true });
const audits = {};
const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
try {
  const ways = {
    signIn: await signIn(),
    session: await session(),
    keyboard: await keyboard(),
    wrongPassword: await wrongPassword(),
    signUp: await signUp(),
    forgottenPassword: await forgottenPassword(),
    invited: await invited(),
    authenticatorApp: await authenticatorApp(),
    wrongRedirect: await wrongRedirect(),
  };
  process.stdout.write(JSON.stringify({ ...ways, audits }));
} finally {
  await browser.close();
}

/** Lets a visitor with an empty cookie jar go a way. */
async function visit(way) {
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, colorScheme: 'light', locale: 'en-US' });
  context.setDefaultTimeout(STEP_LIMIT_MILLIS);
  const page = await context.newPage();
  try {
    return await way(page);
  } catch (error) {
    await page.screenshot({ path: join(screenshots, 'hosted-failed.png') });
    throw error;
  } finally {
    await context.close();
  }
}

/** Notes what a screen reader would miss on a page, and photographs it. */
async function look(page, name) {
  audits[name] = await page.evaluate(() => {
    const visible = [...document.querySelectorAll('input:not([type=hidden])')];
    return {
      title: document.title,
      language: document.documentElement.lang,
      headings: [...document.querySelectorAll('h1')].map((heading) => heading.textContent),
      unlabelled: visible.filter((input) => input.labels.length === 0).map((input) => input.name),
      landmarks: document.querySelectorAll('main').length,
    };
  });
  await page.screenshot({ path: join(screenshots, `hosted-${name}.png`) });
}

async function submit(page, fields, button = 'button:not(.quiet)') {
  for (const [label, value] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
  await page.locator(button).click();
}

async function claims(page, request) {
  await page.waitForURL(`${callback}?*`);
  const { email, 'cognito:username': username, aud } = await pool.claims(page.url(), request);
  return { email, hasUsername: Boolean(username), aud };
}

function signIn() {
  return visit(async (page) => {
    const request = pool.authorization();
    await page.goto(request.url);
    await look(page, 'sign-in');
    await submit(page, { Email: 'ann@example.com', Password: PASSWORD });
    return claims(page, request);
  });
}

/** Signed in once, nobody is asked again until they sign out; then they are. */
function session() {
  return visit(async (page) => {
    const first = pool.authorization();
    await page.goto(first.url);
    await submit(page, { Email: 'ann@example.com', Password: PASSWORD });
    await claims(page, first);
    const second = pool.authorization();
    await page.goto(second.url);
    const silently = await claims(page, second);
    const forced = pool.authorization({ prompt: 'login' });
    await page.goto(forced.url);
    const afterPromptLogin = await page.locator('h1').textContent();
    await page.goto(pool.logout(callback));
    await page.waitForURL(callback);
    const after = pool.authorization();
    await page.goto(after.url);
    return { silently, afterPromptLogin, afterSignOut: await page.locator('h1').textContent() };
  });
}

function keyboard() {
  return visit(async (page) => {
    const request = pool.authorization();
    await page.goto(request.url);
    await page.keyboard.type('ann@example.com');
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => document.activeElement.textContent);
    await page.keyboard.press('Enter');
    return { focused, claims: await claims(page, request) };
  });
}

function wrongPassword() {
  return visit(async (page) => {
    await page.goto(pool.authorization().url);
    await submit(page, { Email: 'ann@example.com', Password: 'not-it' });
    const alert = await page.getByRole('alert').textContent();
    await look(page, 'wrong-password');
    return { alert, path: new URL(page.url()).pathname, kept: await page.getByLabel('Email').inputValue() };
  });
}

function signUp() {
  return visit(async (page) => {
    const request = pool.authorization();
    await page.goto(request.url);
    await page.getByRole('link', { name: 'Create an account' }).click();
    await look(page, 'sign-up');
    await submit(page, { Email: 'eve@example.com', Password: 'short' });
    const tooShort = await page.getByRole('alert').textContent();
    await submit(page, { Email: 'eve@example.com', Password: PASSWORD });
    await page.getByLabel('Code', { exact: true }).waitFor();
    await look(page, 'confirm');
    await submit(page, { Code: '000000' });
    const wrongCode = await page.getByRole('alert').textContent();
    await submit(page, { Code: await pool.codeFor('eve@example.com') });
    if (!page.url().startsWith(callback)) {
      await submit(page, { Email: 'eve@example.com', Password: PASSWORD });
    }
    return { tooShort, wrongCode, claims: await claims(page, request) };
  });
}

function forgottenPassword() {
  return visit(async (page) => {
    const request = pool.authorization();
    await page.goto(request.url);
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await look(page, 'forgotten-password');
    await submit(page, { Email: 'bob@example.com' });
    await page.getByLabel('Code', { exact: true }).waitFor();
    await look(page, 'reset-password');
    const code = await pool.codeFor('bob@example.com');
    await submit(page, { Code: code, 'New password': NEW_PASSWORD, 'New password again': NEW_PASSWORD });
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await submit(page, { Email: 'bob@example.com', Password: PASSWORD });
    const oldPassword = await page.getByRole('alert').textContent();
    await submit(page, { Email: 'bob@example.com', Password: NEW_PASSWORD });
    return { oldPassword, claims: await claims(page, request) };
  });
}

function invited() {
  return visit(async (page) => {
    await pool.addInvited('carl@example.com', PASSWORD);
    const request = pool.authorization();
    await page.goto(request.url);
    await submit(page, { Email: 'carl@example.com', Password: PASSWORD });
    await page.getByLabel('New password', { exact: true }).waitFor();
    await look(page, 'new-password');
    await submit(page, { 'New password': NEW_PASSWORD, 'New password again': 'Another-0ne!' });
    const different = await page.getByRole('alert').textContent();
    await submit(page, { 'New password': NEW_PASSWORD, 'New password again': NEW_PASSWORD });
    return { different, claims: await claims(page, request) };
  });
}

function authenticatorApp() {
  return visit(async (page) => {
    const secret = await pool.addUserWithApp('dora@example.com', PASSWORD);
    const request = pool.authorization();
    await page.goto(request.url);
    await submit(page, { Email: 'dora@example.com', Password: PASSWORD });
    await page.getByLabel('Code', { exact: true }).waitFor();
    await look(page, 'authenticator-app');
    await submit(page, { Code: totp(secret, Date.now() - 3_600_000) });
    const old = await page.getByRole('alert').textContent();
    await submit(page, { Code: totp(secret, Date.now()) });
    return { old, claims: await claims(page, request) };
  });
}

function wrongRedirect() {
  return visit(async (page) => {
    const answer = await page.goto(pool.authorization({ redirect_uri: `${callback}/elsewhere` }).url);
    await look(page, 'error');
    return { status: answer.status(), alert: await page.getByRole('alert').textContent(), host: new URL(page.url()).origin };
  });
}
