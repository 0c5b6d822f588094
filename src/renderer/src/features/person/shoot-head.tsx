import { Trash2 } from 'lucide-react';
import { useMirrors, useNavigation } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { formatDate } from '../../text/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { shootName } from './person-words.ts';
import styles from './shoot-head.module.css';
import type { Shoot } from './shoots.ts';
import { t } from './texts.ts';

interface ShootHeadProps {
  shoot: Shoot;
  onSelectAll: () => void;
}

/** The line over a shoot's photos. */
export function ShootHead({ shoot, onSelectAll }: ShootHeadProps) {
  const { model, photos } = shoot;
  const offline = useMirrors(isOffline);
  const open = useNavigation((navigation) => navigation.open);
  const name = shootName(shoot);
  const day = model.finishedAt === null ? null : formatDate(model.finishedAt);
  return (
    <div className={styles['head']}>
      <h2 className={styles['name']} dir="auto">
        {name}
      </h2>
      {day !== null && day !== name && <span className={styles['fact']}>{day}</span>}
      <span className={styles['fact']}>{t('photos', { count: photos.length })}</span>
      {model.isDevelopment && <Badge tone="informative">{t('testShoot')}</Badge>}
      {model.gone && <Badge tone="notice">{t('goneUpstream')}</Badge>}
      <span className={styles['acts']}>
        <Button look="plain" onClick={onSelectAll}>
          {t('selectShoot')}
        </Button>
        {!model.gone && (
          <IconButton
            icon={Trash2}
            size="small"
            label={t('deleteSession')}
            disabled={offline}
            onClick={() => open({ name: 'removal', target: { kind: 'model', modelId: model.id } })}
          />
        )}
      </span>
    </div>
  );
}
