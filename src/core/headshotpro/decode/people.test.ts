import { describe, expect, it } from 'vitest';
import { createdModel, invite, member, model, sentInvite } from './people.ts';

describe('people', () => {
  it('an invite without a model, a team or a date has nulls; no e-mail makes it unusable', () => {
    expect(invite.parse({ email: ' tove@northlight.example ', status: 'pending' })).toEqual({
      email: 'tove@northlight.example',
      status: 'pending',
      modelId: null,
      teamId: null,
      teamName: null,
      createdAt: null,
    });
    expect(invite.parse({ email: 'a@b.example', status: 'dreaming' }).status).toBe('dreaming');
    expect(invite.safeParse({ email: '', status: 'pending' }).success).toBe(false);
  });

  it('a sent invite has the address of the reply, else the one that was asked', () => {
    const reply = { input: { email: 'sanna@northlight.example' }, link: 'https://x', id: 'k3v9q2' };
    const schema = sentInvite('asked@northlight.example');
    expect(schema.parse(reply)).toEqual({
      id: 'k3v9q2',
      email: 'sanna@northlight.example',
      link: 'https://x',
      teamId: null,
    });
    expect(schema.parse({})).toMatchObject({ email: 'asked@northlight.example', link: null });
  });

  it('a member may have nothing but an id', () => {
    expect(member(null).parse({ id: 12 })).toEqual({
      id: '12',
      email: null,
      name: null,
      status: null,
      teamId: null,
      teamName: null,
      modelId: null,
      modelStatus: null,
      joinedAt: null,
      photoCount: null,
      hasFavorite: null,
    });
    expect(member(null).safeParse({ email: 'a@b.example' }).success).toBe(false);
  });

  it('a member keeps an unknown status, and has that of its list where it carries none', () => {
    expect(member('finished').parse({ id: 'a', status: 'retired' }).status).toBe('retired');
    expect(member('finished').parse({ id: 'a' }).status).toBe('finished');
  });

  it('a finished member has counts, also as text; a wrong one is none', () => {
    const row = { id: 'a', photoCount: '40', hasFavorite: true };
    expect(member(null).parse(row)).toMatchObject({ photoCount: 40, hasFavorite: true });
    const wrong = { id: 'a', photoCount: 'many', hasFavorite: 'yes' };
    expect(member(null).parse(wrong)).toMatchObject({ photoCount: null, hasFavorite: null });
  });

  it('a model may lack title, e-mail, team and end; empty text counts as lacking', () => {
    const row = { id: 'm', uid: 'u', email: '', title: '  ', status: 'active', finishedAt: 'soon' };
    expect(model.parse(row)).toEqual({
      id: 'm',
      uid: 'u',
      email: null,
      title: null,
      status: 'active',
      teamId: null,
      teamName: null,
      isDevelopment: false,
      createdAt: null,
      finishedAt: null,
    });
    expect(model.parse({ id: 'm' }).status).toBe('unknown');
    expect(model.parse({ id: 'm', status: 'generating' }).status).toBe('generating');
  });

  it('a created model needs its id', () => {
    expect(createdModel.parse({ modelId: 'm', status: 'onboarding', signedUrl: null })).toEqual({
      modelId: 'm',
      status: 'onboarding',
      signedUrl: null,
    });
    expect(createdModel.safeParse({ status: 'onboarding' }).success).toBe(false);
  });
});
