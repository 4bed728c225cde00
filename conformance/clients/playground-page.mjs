// The Playground as a user sees it: finds things by the names that playground/README.md lists.
import { join } from 'node:path';

const PASSWORD = 'Passw0rd!';

export class PlaygroundPage {
  #page;
  #places;
  #shots = 0;

  /** `places` are the address of the Playground, the issuer, and the folder of the screenshots. */
  constructor(page, places) {
    this.#page = page;
    this.#places = places;
  }

  element(testId) {
    return this.#page.getByTestId(testId);
  }

  async click(...testIds) {
    for (const testId of testIds) {
      await this.element(testId).click();
    }
  }

  async text(testId) {
    return this.element(testId).innerText();
  }

  async open() {
    await this.#page.goto(this.#places.playgroundUrl);
  }

  async screenshot(name) {
    this.#shots += 1;
    const file = `${String(this.#shots).padStart(2, '0')}-${name}.png`;
    await this.#page.screenshot({ path: join(this.#places.screenshots, file), animations: 'disabled' });
  }

  /** Puts a query together as a user does, with every kind of part. */
  async buildQuery() {
    await this.click('cube-orders', 'member-orders.count', 'member-orders.total_amount', 'member-orders.large');
    await this.click('member-orders.created_at');
    await this.element('granularity-orders.created_at').selectOption('month');
    await this.element('date-range-orders.created_at').selectOption('custom');
    await this.element('date-from-orders.created_at').fill('2026-01-01');
    await this.element('date-to-orders.created_at').fill('2026-06-30');
    await this.click('filter-orders.status');
    for (const status of ['completed', 'shipped']) {
      await this.element('value-orders.status').fill(status);
      await this.element('value-orders.status').press('Enter');
    }
    await this.click('cube-users', 'member-users.city');
    await this.element('add-order').selectOption('orders.total_amount');
    await this.element('order-direction-orders.total_amount').selectOption('desc');
    await this.element('limit').fill('20');
  }

  /** Runs the query on the page; the cells of its table, as the server sent them. */
  async run() {
    if ((await this.#runToEnd()) === 'failed') {
      throw new Error(`the query failed: ${await this.text('query-error')}`);
    }
    const table = this.element('result-table');
    return {
      columns: await table.locator('th').evaluateAll((cells) => cells.map((cell) => cell.dataset.member)),
      rows: await table
        .locator('tbody tr')
        .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.dataset.value ?? null))),
    };
  }

  /** Runs the query on the page; what the page says of its failure. */
  async runToFailure() {
    if ((await this.#runToEnd()) === 'done') {
      throw new Error('the query was answered');
    }
    return this.text('query-error');
  }

  async #runToEnd() {
    await this.click('tab-table', 'run');
    const ended = this.#page.locator(['done', 'failed'].map((state) => `[data-state=${state}]`).join());
    // After a failure the line is empty, which counts as hidden.
    await ended.waitFor({ state: 'attached' });
    return ended.getAttribute('data-state');
  }

  /** Signs in at the Hosted UI, which the browser has been sent to, and waits to be back. */
  async signIn(user) {
    const { playgroundUrl, issuer } = this.#places;
    await this.#page.waitForURL((url) => url.origin === new URL(issuer).origin);
    await this.#page.locator('input[name=username]').fill(user);
    await this.#page.locator('input[name=password]').fill(PASSWORD);
    await this.screenshot('hosted-ui');
    await this.#page.locator('button[name=signInSubmitButton]').click();
    await this.#page.waitForURL((url) => url.origin === new URL(playgroundUrl).origin);
  }

  /** The verdict that is on the page: whether the token is accepted, and the outcome of each check. */
  async verdict() {
    const verdict = this.element('verdict');
    await verdict.waitFor();
    const checks = await verdict
      .locator('[data-outcome]')
      .evaluateAll((rows) => rows.map((row) => [row.dataset.testid.replace('check-', ''), row.dataset.outcome]));
    return { accepted: (await verdict.getAttribute('data-accepted')) === 'true', checks: Object.fromEntries(checks) };
  }

  /** Who the header says that one is. */
  async identity() {
    await this.element('identity-company_id').waitFor();
    return {
      name: await this.text('identity-name'),
      company: await this.text('identity-company_id'),
      until: await this.element('identity-expiry').getAttribute('datetime'),
    };
  }

  async clearIdentity() {
    await this.click('identity-clear');
    await this.element('identity').waitFor({ state: 'detached' });
  }
}
