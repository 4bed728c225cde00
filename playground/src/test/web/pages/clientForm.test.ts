import { describe, expect, it } from 'vitest';
import { clientForm, clientSettings } from '../../../main/web/pages/token/clientForm.js';

describe('the form of a client', () => {
  it('is read leniently', () => {
    const form = {
      issuer: ' https://issuer.example/pool/.well-known/openid-configuration ',
      clientId: ' client ',
      clientSecret: ' ',
      scopes: ' openid,email  profile ',
    };

    expect(clientSettings(form)).toEqual({
      issuer: 'https://issuer.example/pool',
      clientId: 'client',
      scopes: ['openid', 'email', 'profile'],
    });
  });

  it('leaves the slash at the end of an issuer, which belongs to its name', () => {
    const settings = { issuer: 'https://tenant.auth0.example/', clientId: 'c', clientSecret: 's', scopes: ['openid'] };

    expect(clientSettings(clientForm(settings))).toEqual(settings);
  });
});
