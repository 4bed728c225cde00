/** What the issuer put into the address when it sent the browser back (RFC 6749, sections 4.1.2 and 4.1.2.1). */
export interface Callback {
  readonly state: string | null;
  readonly parameters: URLSearchParams;
}

/** The answer of an issuer in the address, if there is one. */
export function callbackIn(search: string): Callback | null {
  const parameters = new URLSearchParams(search);
  if (!parameters.has('code') && !parameters.has('error')) {
    return null;
  }
  return { state: parameters.get('state'), parameters };
}
