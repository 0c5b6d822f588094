import { expect, it } from 'vitest';
import { slug } from './slug.ts';

it.each([
  ['Zoë O’Brien-Åkesson', 'zoe-obrien-akesson'],
  ['Łukasz Żółć', 'lukasz-zolc'],
  ['Straße Æther Œuvre Øyvind', 'strasse-aether-oeuvre-oyvind'],
  ['İpek Işık', 'ipek-isik'],
  ['Nguyễn Thị Ánh', 'nguyen-thi-anh'],
  ['  --  Anna   Berg.. ', 'anna-berg'],
  ['山田 太郎', '山田-太郎'],
  ['がぎぐ', 'がぎぐ'],
  ['Юрий Андреевич', 'юрий-андреевич'],
  ['हिन्दी', 'हिन्दी'],
  ['김 민준', '김-민준'],
  ['محمد علی', 'محمد-علی'],
  ['Acme™ ²', 'acmetm-2'],
  ['🦄 !!! ❤️', ''],
])('turns %j into %j', (text, expected) => {
  expect(slug(text)).toBe(expected);
});
