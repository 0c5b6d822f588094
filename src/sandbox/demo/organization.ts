import {
  type LikedStatus,
  type ModelStatus,
  type SeedModel,
  type SeedOrganization,
  type SeedPerson,
  type SeedPhoto,
  STATUS_OF_STAGE,
  type Stage,
} from '../seed.ts';
import { castOf, type Role } from './cast.ts';
import { type Chances, createChances } from './chances.ts';
import { faceCode, type Look } from './face.ts';
import { COMPANY, TEAMS } from './people.ts';

/** How large and how lucky the demo organization is. */
export interface DemoOptions {
  /** 60 unless given. */
  people?: number;
  /** Photos of every finished session; 8 to 40 by chance unless given. */
  photos?: number;
  /** 1 unless given. Ids, names and ratings follow from it alone. */
  seed?: number;
  /** The dates lie before the start of this day (UTC); today unless given. */
  now?: Date;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Larkmoor Instruments: the same people, ids and ratings for the same options, dated before `now`. */
export function demoOrganization({
  people = 60,
  photos,
  seed = 1,
  now = new Date(),
}: DemoOptions = {}): SeedOrganization {
  const random = createChances(`demo/${seed}`);
  const teams = TEAMS.map((name) => ({ id: `team_${token(random, 8)}`, name }));
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const cast = castOf(people, random);

  return {
    uid: `org_${token(random, 8)}`,
    name: COMPANY.name,
    website: `https://${COMPANY.domain}`,
    credits: 37,
    plan: 'professional',
    teams,
    people: cast.map((role, index) => {
      // A stream of one's own, so that another number of photos or people changes nobody else.
      const chances = createChances(`demo/${seed}/${index}`);
      const teamId = teams.find((team) => team.name === role.team)?.id ?? null;
      return seedPerson(role, { teamId, index, photos, today, random: chances });
    }),
  };
}

interface Circumstances {
  teamId: string | null;
  index: number;
  photos: number | undefined;
  /** Start of the day, in milliseconds since 1970. */
  today: number;
  random: Chances;
}

function seedPerson({ person, mail }: Role, circumstances: Circumstances): SeedPerson {
  const { teamId, index, today, random } = circumstances;
  const [name, gender, skin, hair, hairColor, details = {}] = person;
  const { stage = 'ready', beard = null, glasses = null, twice = false } = details;
  const look: Look = gender === 'f' ? 'feminine' : 'masculine';
  const face = faceCode({ look, skin, hair, hairColor, beard, glasses }, random.hex(3));

  const id = objectId(random, face);
  const uid = `anon_${token(random, 6)}`;
  const daysAgo = finishedDaysAgo({ index, stage, twice, random });
  const started = today - daysAgo * DAY_MS + random.whole(7 * 60, 15 * 60) * 60_000;
  const joined = started - random.whole(1, 40) * HOUR_MS;
  const invited = joined - random.whole(3, 90) * HOUR_MS;
  const session = (startedAt: number, status: ModelStatus): SeedModel =>
    seedModel({ uid, face, status, startedAt, photos: circumstances.photos, random });

  const status = stage === 'invited' || stage === 'accepted' ? null : STATUS_OF_STAGE[stage];
  const earlier = twice ? [session(started - random.whole(12, 20) * DAY_MS, 'active')] : [];
  const joinedAt = twice ? joined - 24 * DAY_MS : joined;
  return {
    id,
    email: `${mail}@${COMPANY.domain}`,
    name,
    gender: gender === 'f' ? 'female' : 'male',
    teamId,
    joinedAt: stage === 'invited' ? null : iso(joinedAt),
    invitedAt: iso(twice ? invited - 24 * DAY_MS : invited),
    stage,
    models: status === null ? [] : [...earlier, session(started, status)],
  };
}

interface Pace {
  index: number;
  stage: Stage;
  twice: boolean;
  random: Chances;
}

/** Most finished in the last weeks, some yesterday, a few whose 30 days are nearly over. */
function finishedDaysAgo({ index, stage, twice, random }: Pace): number {
  if (stage !== 'ready') return random.whole(1, 4);
  // The first of two shoots should not be past its 30 days either.
  if (twice) return random.whole(2, 6);
  if (index % 13 === 3) return random.whole(27, 29);
  if (index % 7 === 2) return 1;
  return random.whole(2, 24);
}

interface Session {
  uid: string;
  face: string;
  status: ModelStatus;
  startedAt: number;
  photos: number | undefined;
  random: Chances;
}

function seedModel({ uid, face, status, startedAt, photos, random }: Session): SeedModel {
  const id = objectId(random, face);
  const finishedAt = startedAt + random.whole(70, 130) * 60_000;
  const count = photos ?? random.whole(8, 40);
  const shots = status === 'active' ? seedPhotos(count, finishedAt, random) : [];
  const favorite = shots.length > 0 && random.happens(0.8) ? random.pick(shots) : null;
  // Whoever chose a favorite nearly always loved it first.
  if (favorite && random.happens(0.9)) favorite.likedStatus = 'loved';
  return {
    id,
    uid,
    status,
    isDevelopment: false,
    createdAt: iso(startedAt),
    finishedAt: status === 'active' ? iso(finishedAt) : null,
    favoritePhotoId: favorite?.id ?? null,
    photos: shots,
  };
}

function seedPhotos(count: number, finishedAt: number, random: Chances): SeedPhoto[] {
  const batch = random.hex(10);
  const time = objectTime(random);
  const first = random.whole(0x100000, 0xe00000);
  const picky = random.happens(0.3);
  return Array.from({ length: count }, (_, index) => ({
    id: `${time}${batch}${(first + index).toString(16).padStart(6, '0')}`,
    likedStatus: picky ? 'none' : rating(random),
    createdAt: iso(finishedAt - (count - index) * 20_000),
  }));
}

function rating(random: Chances): LikedStatus {
  const luck = random.unit();
  if (luck < 0.1) return 'loved';
  return luck < 0.3 ? 'liked' : 'none';
}

// Looks like a date of 2024 or 2025, but does not follow `now`: ids stay the same from day to day.
const objectTime = (random: Chances) => random.whole(0x66000000, 0x68ffffff).toString(16);
const objectId = (random: Chances, middle: string) =>
  `${objectTime(random)}${middle}${random.hex(6)}`;

const iso = (timeMs: number) => new Date(timeMs).toISOString();

const token = (random: Chances, length: number) =>
  Array.from({ length }, () => random.pick([...'abcdefghijkmnpqrstuvwxyz23456789'])).join('');
