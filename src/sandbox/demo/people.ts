import type { Stage } from '../seed.ts';
import type { Beard, Glasses, Hair, HairColor, Skin } from './face.ts';

/** The company of the demo. It does not exist, and `.example` keeps its mail from going anywhere. */
export const COMPANY = {
  name: 'Larkmoor Instruments',
  domain: 'larkmoor.example',
} as const;

export const TEAMS = [
  'Leadership',
  'Engineering',
  'Product & Design',
  'Sales',
  'Customer Success',
  'People & Finance',
] as const;
export type TeamName = (typeof TEAMS)[number];

type Details = Partial<{
  beard: Beard;
  glasses: Glasses;
  /** What stands before the @ where it does not follow from the name. */
  mail: string;
  /** `ready` unless said otherwise. */
  stage: Stage;
  /** Came back for a second shoot. */
  twice: true;
}>;

type Gender = 'f' | 'm';
export type Person = readonly [string | null, Gender, Skin, Hair, HairColor, Details?];

/** Who works there, by team; `null` is the person whom no team has claimed yet. */
export const PEOPLE: readonly (readonly [TeamName | null, readonly Person[]])[] = [
  [
    'Leadership',
    [
      ['Ingrid Sørensen', 'f', 'porcelain', 'bob', 'silver', { glasses: 'prescription02' }],
      ['Kwame Asante-Boateng', 'm', 'ebony', 'theCaesar', 'black', { twice: true }],
      ['Meera Krishnamurthy', 'f', 'brown', 'straight01', 'black'],
      ['Rafael Ortega Núñez', 'm', 'olive', 'shortWaved', 'espresso', { beard: 'beardLight' }],
      ['Charlotte Whitcombe', 'f', 'fair', 'longButNotTooLong', 'blonde'],
      ['Takeshi Morimoto', 'm', 'peach', 'shortFlat', 'silver', { glasses: 'round' }],
    ],
  ],
  [
    'Engineering',
    [
      [
        'Łukasz Wiśniewski',
        'm',
        'fair',
        'theCaesarAndSidePart',
        'chestnut',
        { beard: 'beardLight' },
      ],
      ['佐藤 美咲', 'f', 'peach', 'bob', 'black', { mail: 'misaki.sato' }],
      ['Oluwaseun Adébáyọ̀', 'm', 'ebony', 'dreads01', 'black', { beard: 'beardLight' }],
      ['Priya Raghunathan', 'f', 'tan', 'curvy', 'black', { glasses: 'round' }],
      [
        'Jörg Haßler',
        'm',
        'porcelain',
        'sides',
        'sand',
        { glasses: 'prescription01', mail: 'joerg.hassler' },
      ],
      ['Zeynep Yıldırım', 'f', 'olive', 'curly', 'espresso', { stage: 'training' }],
      ['Harpreet Singh Gill', 'm', 'tan', 'turban', 'black', { beard: 'beardMajestic' }],
      ['Siobhán Ní Dhomhnaill', 'f', 'porcelain', 'curvy', 'copper'],
      ['Дмитрий Соколов', 'm', 'fair', 'shortRound', 'brown', { mail: 'dmitri.sokolov' }],
      ['Nguyễn Thị Hương', 'f', 'peach', 'straight02', 'black', { mail: 'huong.nguyen' }],
      ['Mateus Figueiredo', 'm', 'tan', 'shortCurly', 'black', { stage: 'waiting' }],
      ['Emma Lindqvist', 'f', 'fair', 'bun', 'sand', { twice: true }],
      ['Callum MacAllister', 'm', 'porcelain', 'shaggy', 'copper', { beard: 'beardMedium' }],
      ['Fatoumata Diallo', 'f', 'ebony', 'fro', 'black'],
      ['Rohan Deshpande', 'm', 'brown', 'shortWaved', 'black', { glasses: 'prescription02' }],
      ['陳 偉強', 'm', 'peach', 'theCaesarAndSidePart', 'black', { mail: 'waikeung.chan' }],
      ['Aroha Ngata', 'f', 'tan', 'bigHair', 'espresso', { stage: 'generating' }],
    ],
  ],
  [
    'Product & Design',
    [
      ['Camille Lefèvre', 'f', 'fair', 'miaWallace', 'espresso'],
      ['Tomás Ó Súilleabháin', 'm', 'porcelain', 'shortWaved', 'brown', { beard: 'beardMedium' }],
      ['ليلى حداد', 'f', 'olive', 'hijab', 'espresso', { mail: 'layla.haddad' }],
      ['Björk Einarsdóttir', 'f', 'porcelain', 'straightAndStrand', 'blonde', { stage: 'failed' }],
      ['Jamal Whitfield', 'm', 'umber', 'shortFlat', 'black', { glasses: 'round' }],
      ['Hana Nováková', 'f', 'fair', 'bun', 'chestnut', { glasses: 'prescription01' }],
      ['Seo-yeon Park', 'f', 'peach', 'longButNotTooLong', 'black'],
      ['Ignacio Del Río', 'm', 'olive', 'shaggy', 'espresso', { stage: 'uploading' }],
    ],
  ],
  [
    'Sales',
    [
      ['Anna Müller', 'f', 'fair', 'straight01', 'blonde', { mail: 'anna.mueller' }],
      [
        'Anna Müller',
        'f',
        'peach',
        'curly',
        'chestnut',
        { mail: 'anna.mueller2', glasses: 'round' },
      ],
      ['Marcus Thibodeaux', 'm', 'umber', 'bald', 'black', { beard: 'beardLight' }],
      ['Giulia D’Amico', 'f', 'olive', 'curvy', 'espresso'],
      [
        'Νίκος Παπαδόπουλος',
        'm',
        'olive',
        'shortCurly',
        'espresso',
        { mail: 'nikos.papadopoulos', beard: 'beardMedium' },
      ],
      ['Chidinma Okonkwo', 'f', 'ebony', 'dreads', 'black'],
      ['Pieter van den Berg', 'm', 'porcelain', 'shortRound', 'sand', { stage: 'generating' }],
      ['Sofía Castellanos', 'f', 'tan', 'bob', 'brown', { stage: 'accepted' }],
      ['Arjun Mehta', 'm', 'brown', 'theCaesar', 'black', { beard: 'beardLight' }],
      ['Brooke Castellano', 'f', 'fair', 'bigHair', 'sand'],
      [
        'Yusuf Demir',
        'm',
        'olive',
        'sides',
        'black',
        { beard: 'beardMedium', glasses: 'prescription02' },
      ],
      ['Malia Kahananui', 'f', 'tan', 'straight01', 'black', { stage: 'invited' }],
    ],
  ],
  [
    'Customer Success',
    [
      ['Amina Warsame', 'f', 'umber', 'hijab', 'black'],
      [null, 'm', 'fair', 'shortRound', 'copper', { mail: 'service.desk', glasses: 'round' }],
      ['Lerato Mokoena', 'f', 'umber', 'bun', 'black'],
      ['Bartosz Zając', 'm', 'porcelain', 'shortFlat', 'blonde'],
      ['Ana-Maria Popescu', 'f', 'fair', 'straight02', 'chestnut', { glasses: 'prescription02' }],
      ['Kofi Mensah', 'm', 'ebony', 'dreads02', 'black', { stage: 'accepted' }],
      ['Linh Trần', 'f', 'peach', 'miaWallace', 'black'],
      ['Ethan Goldberg', 'm', 'fair', 'shortCurly', 'brown', { glasses: 'prescription01' }],
      ['Isabela Nascimento', 'f', 'brown', 'curly', 'espresso'],
    ],
  ],
  [
    'People & Finance',
    [
      ['Margaret O’Connell', 'f', 'porcelain', 'shaggyMullet', 'silver', { glasses: 'round' }],
      ['Ravi Subramaniam', 'm', 'umber', 'shortWaved', 'silver', { beard: 'moustacheFancy' }],
      ['Élodie Tremblay', 'f', 'fair', 'bob', 'copper'],
      ['Omar Al-Farouq', 'm', 'tan', 'shortRound', 'black', { beard: 'beardMajestic' }],
      ['Katarína Šťastná', 'f', 'porcelain', 'longButNotTooLong', 'brown'],
      ['Henrik Bjørnstad', 'm', 'fair', 'bald', 'sand', { beard: 'beardMedium' }],
      ['Grace Achieng', 'f', 'ebony', 'bob', 'black', { stage: 'invited' }],
    ],
  ],
  [null, [['Diego Fuentes', 'm', 'tan', 'theCaesarAndSidePart', 'black', { glasses: 'round' }]]],
];
