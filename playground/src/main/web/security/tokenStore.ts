/** The key under which Cube's Playground keeps its token. */
const TOKEN_KEY = 'cubejsToken';

/** The security context of this browser: one token, shared by all tabs of the Playground. */
export class TokenStore {
  private readonly listeners = new Set<() => void>();

  constructor(private readonly storage: Storage) {}

  readonly get = (): string | null => this.storage.getItem(TOKEN_KEY) || null;

  set(token: string | null): void {
    if (token === null || token === '') {
      this.storage.removeItem(TOKEN_KEY);
    } else {
      this.storage.setItem(TOKEN_KEY, token);
    }
    this.notify();
  }

  /** Calls back when the token changes, in this tab or in another one. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** To be called with the browser's storage events, which tell of the other tabs. */
  readonly onStorage = (event: Pick<StorageEvent, 'key'>): void => {
    if (event.key === TOKEN_KEY || event.key === null) {
      this.notify();
    }
  };

  private notify(): void {
    this.listeners.forEach((listener) => listener());
  }
}
