import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './shortcuts-dialog.module.css';
import { t } from './texts.ts';

type Line = readonly [text: Parameters<typeof t>[0], ...keys: string[]];

const GROUPS = [
  {
    title: 'everywhere',
    lines: [
      ['keyPalette', 'Mod+K'],
      ['keyFind', 'Mod+F'],
      ['keySync', 'Mod+R'],
      ['keyCampaign', 'Mod+3'],
      ['keyInvite', 'Mod+I'],
      ['keyActivity', 'Mod+J'],
      ['keySettings', 'Mod+,'],
      ['keyShortcuts', '?'],
    ],
  },
  {
    title: 'inPerson',
    lines: [
      ['keyNext', 'Left', 'Right'],
      ['keyPick', 'P', 'X', 'U'],
      ['keyStars', '0 – 5'],
      ['keyView', 'Enter'],
      ['keyZoom', '+', '−'],
      ['keyFit', 'F', 'Z'],
      ['keyCompare', 'C'],
      ['keyDetails', 'I'],
      ['keyCopy', 'Mod+C'],
      ['keyPerson', 'K', 'J'],
      ['keyBack', 'Escape'],
    ],
  },
  {
    title: 'inLibrary',
    lines: [
      ['keyMove', 'Left', 'Right', 'Up', 'Down'],
      ['keyEnds', 'Home', 'End'],
      ['keyExtend', 'Shift+Right'],
      ['keyToggle', 'Space'],
      ['keySelectAll', 'Mod+A'],
      ['keyClear', 'Escape'],
      ['keyOpen', 'Enter'],
      ['keyExport', 'Mod+E'],
      ['keyDownload', 'Mod+D'],
      ['keyLayout', 'Mod+1', 'Mod+2'],
      ['keyType', 'A'],
    ],
  },
] as const satisfies { title: Parameters<typeof t>[0]; lines: Line[] }[];

/** All keys, by where they work. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open size="large" title={t('shortcuts')} closeLabel={t('close')} onClose={onClose}>
      <div className={styles['groups']}>
        {GROUPS.map(({ title, lines }) => (
          <section key={title}>
            <h3 className={styles['title']}>{t(title)}</h3>
            <dl className={styles['lines']}>
              {lines.map(([text, ...keys]) => (
                <div key={text} className={styles['line']}>
                  <dt>{t(text)}</dt>
                  <dd className={styles['keys']}>
                    {keys.map((key) => (
                      <Kbd key={key} keys={key} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
