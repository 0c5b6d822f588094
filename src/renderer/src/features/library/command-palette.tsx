import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { Portrait } from '../../ui/portrait.tsx';
import styles from './command-palette.module.css';
import { highlighted } from './palette-groups.ts';
import { t } from './texts.ts';
import { type PaletteLine, usePaletteGroups } from './use-palette-groups.ts';

/** Everything by typing. Found and highlighted by us: people arrive late, and Enter must mean them. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState('');
  const groups = usePaletteGroups(words);

  return (
    <Dialog open size="palette" title={t('palette')} closeLabel={t('close')} onClose={onClose}>
      <Command
        className={styles['palette']}
        label={t('palette')}
        shouldFilter={false}
        value={highlighted(groups, chosen)}
        onValueChange={setChosen}
        loop
      >
        <div className={styles['field']}>
          <Search />
          <Command.Input
            className={styles['input']}
            placeholder={t('palettePlaceholder')}
            value={words}
            onValueChange={(next) => {
              setWords(next);
              setChosen('');
            }}
          />
        </div>
        <Command.List className={styles['list']}>
          {groups.length === 0 && <p className={styles['empty']}>{t('paletteEmpty')}</p>}
          {groups.map(({ heading, entries }) => (
            <Command.Group key={heading} heading={heading}>
              {entries.map((line) => (
                <Command.Item
                  key={line.id}
                  value={line.id}
                  className={styles['item']}
                  onSelect={() => {
                    onClose();
                    line.run();
                  }}
                >
                  <Picture picture={line.picture} />
                  <span className={styles['label']} dir="auto">
                    {line.label}
                  </span>
                  {line.aside && <span className={styles['aside']}>{line.aside}</span>}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  );
}

function Picture({ picture }: Pick<PaletteLine, 'picture'>) {
  if ('id' in picture) return <Portrait person={picture} className={styles['face']} />;
  const Icon = picture;
  return <Icon />;
}
