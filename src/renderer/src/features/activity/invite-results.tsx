import { useNavigation } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './failure-list.module.css';
import { t } from './texts.ts';

/** The way to what became of every line of a list of invites. */
export function InviteResults({ jobId }: { jobId: string }) {
  const open = useNavigation((navigation) => navigation.open);
  return (
    <Button className={styles['retry']} onClick={() => open({ name: 'invite', jobId })}>
      {t('results')}
    </Button>
  );
}
