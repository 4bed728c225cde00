// Goes the ways through the pages of a local user pool in Chromium and prints, as JSON, where each of them ended.
// Usage: node hosted-pages.mjs POOL_URL POOL_ID CLIENT_ID CALLBACK NOW_MILLIS CHROMIUM SCREENSHOT_FOLDER
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, STEP_LIMIT_MILLIS } from './chromium-flags.mjs';
import { PageAudit, settled } from './page-audit.mjs';
import { UserPool } from './user-pool.mjs';

const PASSWORD = 'Passw0rd!';
const NEW_PASSWORD = 'An0ther-one!';
const AN_HOUR_MILLIS = 3_600_000;

const [uri, poolId, clientId, callback, now, executablePath, screenshots] = process.argv.slice(2);
const pool = new UserPool({ uri, poolId, clientId, callback, now: Number(now) });
const audit = new PageAudit(screenshots);
const complaints = [];
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
    newAuthenticatorApp: await newAuthenticatorApp(),
    wrongRedirect: await wrongAddress(pool.authorization({ redirect_uri: `${callback}/elsewhere` }).url, 'error'),
    wrongLogout: await wrongAddress(pool.logout(`${callback}/elsewhere`), 'logout-error'),
  };
  await overview();
  process.stdout.write(JSON.stringify({ ...ways, pages: audit.pages, complaints }));
} finally {
  await browser.close();
}

/** Lets a visitor with an empty cookie jar go a way. */
async function visit(way) {
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, colorScheme: 'light', locale: 'en-US' });
  context.setDefaultTimeout(STEP_LIMIT_MILLIS);
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  try {
    return await way(page);
  } catch (error) {
    await audit.photograph(page, 'failed');
    throw error;
  } finally {
    await context.close();
  }
}

async function submit(page, fields, button = 'button:not(.quiet)') {
  for (const [label, value] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
  await page.locator(button).click();
}

/** What the app gets when a visitor comes back to it, and what the code is good for. */
async function back(page, request) {
  await page.waitForURL(`${callback}?*`);
  const { searchParams } = new URL(page.url());
  return {
    parameters: [...searchParams.keys()],
    sameState: searchParams.get('state') === request.state,
    claims: await pool.claims(page.url(), request),
  };
}

/** What a page that is there is headed. */
function headings(page) {
  return page.getByRole('heading', { level: 1 }).allTextContents();
}

function alert(page) {
  return page.getByRole('alert').textContent();
}

function status(page) {
  return page.getByRole('status').textContent();
}

function signIn() {
  return visit(async (page) => {
    const request = pool.authorization();
    await page.goto(request.url);
    await audit.look(page, 'sign-in');
    await submit(page, { Email: 'ann@example.com', Password: PASSWORD });
    return back(page, request);
  });
}

/** Signed in once, nobody is asked again until they sign out; then they are. */
function session() {
  return visit(async (page) => {
    const first = pool.authorization();
    await page.goto(first.url);
    await submit(page, { Email: 'ann@example.com', Password: PASSWORD });
    await back(page, first);
    const second = pool.authorization();
    await page.goto(second.url);
    const silently = await back(page, second);
    await page.goto(pool.authorization({ prompt: 'login' }).url);
    const afterPromptLogin = await headings(page);
    await page.goto(pool.logout(callback));
    const signedOutTo = page.url();
    await page.goto(pool.authorization().url);
    return { silently, afterPromptLogin, signedOutTo, afterSignOut: await headings(page) };
  });
}

/** In by Tab and Enter alone, past a mistake. */
function keyboard() {
  return visit(async (page) => {
    const request = pool.authorization();
    await page.goto(request.url);
    await settled(page);
    await page.keyboard.type('ann@example.com');
    await page.keyboard.press('Tab');
    await page.keyboard.type('not-it');
    await page.keyboard.press('Enter');
    const refused = await alert(page);
    await settled(page);
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => document.activeElement.textContent);
    await page.keyboard.press('Enter');
    return { refused, focused, ...(await back(page, request)) };
  });
}

function wrongPassword() {
  return visit(async (page) => {
    await page.goto(pool.authorization().url);
    await submit(page, { Email: 'ann@example.com', Password: 'not-it' });
    const said = await alert(page);
    await audit.look(page, 'wrong-password');
    return {
      alert: said,
      path: new URL(page.url()).pathname,
      email: await page.getByLabel('Email').inputValue(),
      password: await page.getByLabel('Password').inputValue(),
    };
  });
}

function signUp() {
  return visit(async (page) => {
    await pool.emptyOutbox();
    const request = pool.authorization();
    await page.goto(request.url);
    await page.getByRole('link', { name: 'Create an account' }).click();
    await page.getByRole('heading', { name: 'Create an account' }).waitFor();
    await audit.look(page, 'sign-up');
    await submit(page, { Email: 'eve@example.com', Password: 'short' });
    const tooShort = await alert(page);
    await submit(page, { Email: 'eve@example.com', Password: PASSWORD });
    await page.getByRole('heading', { name: 'Confirm your account' }).waitFor();
    await audit.look(page, 'confirm');
    await submit(page, { Code: otherThan(await pool.codeFor('eve@example.com')) });
    const wrongCode = await alert(page);
    await pool.emptyOutbox();
    await page.getByRole('button', { name: 'Send the code again' }).click();
    const sentAgain = await status(page);
    await submit(page, { Code: await pool.codeFor('eve@example.com') });
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    const confirmed = await status(page);
    await audit.look(page, 'confirmed');
    await submit(page, { Email: 'eve@example.com', Password: PASSWORD });
    return { tooShort, wrongCode, sentAgain, confirmed, ...(await back(page, request)) };
  });
}

function forgottenPassword() {
  return visit(async (page) => {
    await pool.emptyOutbox();
    const request = pool.authorization();
    await page.goto(request.url);
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByRole('heading', { name: 'Forgot your password?' }).waitFor();
    await audit.look(page, 'forgotten-password');
    await submit(page, { Email: 'bob@example.com' });
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    await audit.look(page, 'reset-password');
    const code = await pool.codeFor('bob@example.com');
    await submit(page, { Code: code, 'New password': NEW_PASSWORD, 'New password again': PASSWORD });
    const different = await alert(page);
    await audit.look(page, 'reset-password-refused');
    const codeKept = (await page.getByLabel('Code', { exact: true }).inputValue()) === code;
    await submit(page, { 'New password': NEW_PASSWORD, 'New password again': NEW_PASSWORD });
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    const changed = await status(page);
    await submit(page, { Email: 'bob@example.com', Password: PASSWORD });
    const oldPassword = await alert(page);
    await submit(page, { Password: NEW_PASSWORD });
    return { different, codeKept, changed, oldPassword, ...(await back(page, request)) };
  });
}

function invited() {
  return visit(async (page) => {
    await pool.addInvited('carl@example.com', PASSWORD);
    const request = pool.authorization();
    await page.goto(request.url);
    await submit(page, { Email: 'carl@example.com', Password: PASSWORD });
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    await audit.look(page, 'new-password');
    await submit(page, { 'New password': NEW_PASSWORD, 'New password again': PASSWORD });
    const different = await alert(page);
    await audit.look(page, 'new-password-refused');
    await submit(page, { 'New password': NEW_PASSWORD, 'New password again': NEW_PASSWORD });
    return { different, ...(await back(page, request)) };
  });
}

function authenticatorApp() {
  return visit(async (page) => {
    const secret = await pool.addUserWithApp('dora@example.com', PASSWORD);
    const request = pool.authorization();
    await page.goto(request.url);
    await submit(page, { Email: 'dora@example.com', Password: PASSWORD });
    await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
    await audit.look(page, 'authenticator-app');
    await submit(page, { Code: pool.totp(secret, AN_HOUR_MILLIS) });
    const old = await alert(page);
    await audit.look(page, 'authenticator-app-refused');
    await submit(page, { Code: pool.totp(secret) });
    return { old, ...(await back(page, request)) };
  });
}

/** Where everybody needs an authenticator app, who has none sets one up on the way in. */
function newAuthenticatorApp() {
  return visit(async (page) => {
    await pool.requireApps('ON');
    const request = pool.authorization();
    await page.goto(request.url);
    await submit(page, { Email: 'fay@example.com', Password: PASSWORD });
    await page.getByRole('heading', { name: 'Set up an authenticator app' }).waitFor();
    await audit.look(page, 'authenticator-setup');
    const secret = await page.locator('main code').textContent();
    const appLink = new URL(await page.getByRole('link', { name: 'Open in an app on this device' }).getAttribute('href'));
    await submit(page, { Code: pool.totp(secret, AN_HOUR_MILLIS) });
    const old = await alert(page);
    await audit.look(page, 'authenticator-setup-refused');
    await submit(page, { Code: pool.totp(secret) });
    return { sameSecretInLink: appLink.searchParams.get('secret') === secret, old, ...(await back(page, request)) };
  });
}

/** Follows a link with an address that the app client does not have, and notes everything that is asked for. */
function wrongAddress(link, name) {
  return visit(async (page) => {
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url())));
    const answer = await page.goto(link);
    await audit.look(page, name);
    return {
      status: answer.status(),
      alerts: await page.getByRole('alert').allTextContents(),
      asked: asked.map(({ origin, pathname }) => `${origin === uri ? '' : origin}${pathname}`),
    };
  });
}

/** The pages for the developer whose machine this is. */
function overview() {
  return visit(async (page) => {
    await page.goto(uri);
    await audit.look(page, 'home');
    await page.goto(`${uri}/_outbox`);
    await audit.look(page, 'outbox');
    await pool.emptyOutbox();
    await page.reload();
    await audit.look(page, 'outbox-empty');
  });
}

function otherThan(code) {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}
