import { describe, expect, test } from 'vitest';
import type { SeedModel, SeedOrganization } from '../seed.ts';
import { STAGES, STATUS_OF_STAGE } from '../seed.ts';
import { faceOf } from './face.ts';
import { demoOrganization } from './organization.ts';

const now = new Date('2026-05-20T15:30:00.000Z');
const demo = demoOrganization({ now });
const modelsOf = (organization: SeedOrganization) =>
  organization.people.flatMap((person) => person.models);
const finished = (organization: SeedOrganization) =>
  modelsOf(organization).filter((model) => model.status === 'active');
const idsOf = (organization: SeedOrganization) => [
  organization.uid,
  ...organization.teams.map((team) => team.id),
  ...organization.people.map((person) => person.id),
  ...modelsOf(organization).flatMap((model) => [
    model.id,
    ...model.photos.map((photo) => photo.id),
  ]),
];

describe('the demo organization', () => {
  test('has 6 teams, all with people, and 60 people', () => {
    expect(demo.teams).toHaveLength(6);
    expect(demo.people).toHaveLength(60);
    for (const team of demo.teams) {
      const members = demo.people.filter((person) => person.teamId === team.id);
      expect(members.length, team.name).toBeGreaterThanOrEqual(5);
    }
  });

  test('gives every finished session 8 to 40 photos, and the others none', () => {
    for (const model of modelsOf(demo)) {
      if (model.status === 'active') {
        expect(model.photos.length).toBeGreaterThanOrEqual(8);
        expect(model.photos.length).toBeLessThanOrEqual(40);
      } else {
        expect(model.photos).toEqual([]);
      }
    }
    expect(new Set(finished(demo).map((model) => model.photos.length)).size).toBeGreaterThan(10);
  });

  test('is the same again for the same seed and day, and another for another seed', () => {
    expect(demoOrganization({ now })).toEqual(demo);
    const other = demoOrganization({ now, seed: 2 });
    expect(idsOf(other)).not.toEqual(idsOf(demo));
    expect(other.people.map((person) => person.name)).toEqual(
      demo.people.map((person) => person.name),
    );
  });

  test('keeps its ids and ratings when the day changes', () => {
    const later = demoOrganization({ now: new Date('2027-01-02T03:04:05.000Z') });
    expect(idsOf(later)).toEqual(idsOf(demo));
    expect(later.people[0]?.models[0]?.createdAt).not.toBe(demo.people[0]?.models[0]?.createdAt);
    const ratings = (organization: SeedOrganization) =>
      modelsOf(organization).flatMap((model) => model.photos.map((photo) => photo.likedStatus));
    expect(ratings(later)).toEqual(ratings(demo));
  });

  test('has two people of one name in one team, told apart by their address', () => {
    const keys = demo.people.map((person) => `${person.teamId} ${person.name}`);
    const doubled = demo.people.filter(
      (person, index) => person.name !== null && keys.indexOf(keys[index] ?? '') !== index,
    );
    expect(doubled.map((person) => person.name)).toEqual(['Anna Müller']);
    expect(new Set(demo.people.map((person) => person.email)).size).toBe(60);
  });

  test('has one person without a name and one without a team, both ready', () => {
    const nameless = demo.people.filter((person) => person.name === null);
    const teamless = demo.people.filter((person) => person.teamId === null);
    expect(nameless.map((person) => person.stage)).toEqual(['ready']);
    expect(teamless.map((person) => person.stage)).toEqual(['ready']);
  });

  test('writes names in Latin with accents, Greek, Cyrillic, Arabic and Han', () => {
    const names = demo.people.map((person) => person.name ?? '').join('\n');
    for (const script of [
      /[é]/,
      /[ł]/i,
      /\p{sc=Greek}/u,
      /\p{sc=Cyrillic}/u,
      /\p{sc=Arab}/u,
      /\p{sc=Han}/u,
    ]) {
      expect(names).toMatch(script);
    }
  });

  test('writes plain addresses under a domain that cannot exist', () => {
    for (const { email } of demo.people)
      expect(email).toMatch(/^[a-z]+[a-z0-9.]*@larkmoor\.example$/);
  });

  test('has somebody at every stage, most of them ready, with sessions to match', () => {
    const counts = STAGES.map(
      (stage) => demo.people.filter((person) => person.stage === stage).length,
    );
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(1);
    expect(demo.people.filter((person) => person.stage !== 'ready')).toHaveLength(10);
    for (const { stage, models, joinedAt } of demo.people) {
      const status =
        stage === 'invited' || stage === 'accepted' ? undefined : STATUS_OF_STAGE[stage];
      expect(models.at(-1)?.status).toBe(status);
      expect(joinedAt === null).toBe(stage === 'invited');
    }
  });

  test('has a couple of people with a second shoot, who keep their face and uid', () => {
    const twice = demo.people.filter((person) => person.models.length === 2);
    expect(twice).toHaveLength(2);
    for (const { models } of twice) {
      const [first, second] = models as [SeedModel, SeedModel];
      expect(first.id).not.toBe(second.id);
      expect(first.uid).toBe(second.uid);
      expect(faceOf(first.id)).toEqual(faceOf(second.id));
      expect(Date.parse(first.createdAt)).toBeLessThan(Date.parse(second.createdAt));
    }
  });

  test('has a favorite in most finished sessions, and some photos rated', () => {
    const chosen = finished(demo).filter((model) => model.favoritePhotoId !== null);
    const share = chosen.length / finished(demo).length;
    expect(share).toBeGreaterThan(0.65);
    expect(share).toBeLessThan(0.95);
    for (const model of chosen) {
      expect(model.photos.map((photo) => photo.id)).toContain(model.favoritePhotoId);
    }
    const ratings = finished(demo).flatMap((model) =>
      model.photos.map((photo) => photo.likedStatus),
    );
    for (const rating of ['none', 'liked', 'loved'] as const) {
      expect(ratings.filter((other) => other === rating).length).toBeGreaterThan(20);
    }
  });

  test('happened in this order, in the last weeks: some yesterday, a few near 30 days ago', () => {
    const ages: number[] = [];
    for (const { invitedAt, joinedAt, models } of demo.people) {
      const times = [invitedAt, joinedAt, models.at(0)?.createdAt, models.at(0)?.finishedAt]
        .filter((time) => time != null)
        .map((time) => Date.parse(time));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.at(-1)).toBeLessThan(now.getTime());
      for (const { finishedAt } of models) {
        if (finishedAt !== null) ages.push((now.getTime() - Date.parse(finishedAt)) / 86_400_000);
      }
    }
    expect(Math.max(...ages)).toBeLessThan(30);
    expect(ages.filter((days) => days < 2).length).toBeGreaterThanOrEqual(3);
    expect(ages.filter((days) => days > 26).length).toBeGreaterThanOrEqual(2);
  });

  test('uses each id once, in the form of the reference', () => {
    const ids = idsOf(demo);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^([0-9a-f]{24}|(team|org)_[a-z0-9]{8})$/);
  });
});

describe('other sizes', () => {
  test('350 people are invented alike, with addresses of their own and every team filled', () => {
    const large = demoOrganization({ people: 350, now });
    expect(large.people).toHaveLength(350);
    expect(large.people.slice(0, 60)).toEqual(demo.people);
    expect(new Set(large.people.map((person) => person.email)).size).toBe(350);
    expect(new Set(idsOf(large)).size).toBe(idsOf(large).length);
    for (const person of large.people.slice(60)) expect(person.name).toMatch(/^\S+ \S/);
  });

  test('12 people come from different teams and have their oddities among them', () => {
    const small = demoOrganization({ people: 12, now });
    expect(small.people).toEqual(demo.people.slice(0, 12));
    expect(new Set(small.people.map((person) => person.teamId)).size).toBe(7);
  });

  test('no people, and no photos, are possible', () => {
    expect(demoOrganization({ people: 0, now }).people).toEqual([]);
    expect(finished(demoOrganization({ photos: 0, now })).flatMap((model) => model.photos)).toEqual(
      [],
    );
  });

  test('a number of photos holds for every finished session and changes no person', () => {
    const many = demoOrganization({ photos: 120, now });
    expect(new Set(finished(many).map((model) => model.photos.length))).toEqual(new Set([120]));
    expect(many.people.map((person) => person.id)).toEqual(demo.people.map((person) => person.id));
  });
});
