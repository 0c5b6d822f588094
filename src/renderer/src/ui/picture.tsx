import type { ReactEventHandler } from 'react';
import { classNames } from './class-names.ts';
import styles from './picture.module.css';

interface PictureProps {
  /** The next one is another element: never one person's picture in another's place. */
  src: string;
  className?: string | undefined;
  onError?: ReactEventHandler<HTMLImageElement>;
}

/** A picture that fills its frame and comes gently, or at once where the browser has it already. */
export function Picture({ src, className, onError }: PictureProps) {
  return (
    <img
      key={src}
      ref={attend}
      className={classNames(styles['picture'], className)}
      src={src}
      alt=""
      decoding="async"
      draggable={false}
      onLoad={show}
      onError={onError}
    />
  );
}

const show: ReactEventHandler<HTMLImageElement> = ({ currentTarget }) => {
  currentTarget.dataset['loaded'] = 'true';
};

function attend(picture: HTMLImageElement) {
  if (picture.complete && picture.naturalWidth > 0) picture.dataset['loaded'] = 'true';
  return () => {
    // Whoever scrolls on waits for other pictures: without its address this one is no longer fetched.
    queueMicrotask(() => {
      if (!picture.isConnected) picture.removeAttribute('src');
    });
  };
}
