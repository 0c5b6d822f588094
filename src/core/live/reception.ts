import { AppError, type ErrorData, toErrorData } from '#shared/errors.ts';
import type { ReceiverState } from '#shared/live.ts';
import { type EventMemory, RefusedWebhook, type WebhookEvent } from '../headshotpro/webhook.ts';
import { WebhookInbox } from '../headshotpro/webhook-inbox.ts';
import type { Clock, KeyVault, Log } from '../ports.ts';
import { holdSecret } from '../secrets.ts';
import type { SettingsFile } from '../settings/settings.ts';
import { LOOPBACK, type Receiver, type StartReceiver } from './receiver.ts';

export interface ReceptionOptions {
  clock: Clock;
  log: Log;
  vault: KeyVault;
  settings: Pick<SettingsFile, 'receiver' | 'setReceiver'>;
  startReceiver: StartReceiver;
  /** What knows which events came; null while no library can take them in. */
  memory(): EventMemory | null;
  /** Takes in an event that came for the first time. Whether it is one of this organization's. */
  onEvent(event: WebhookEvent): boolean;
  changed(): void;
}

/** HeadshotPro's own are 64 digits; nobody else's is shorter than this. */
const SECRET = /^\S{16,500}$/;

/** The receiver as a person sets it up: on or off, where, and with which secret. */
export class Reception {
  readonly #options: ReceptionOptions;
  #secret: string | null = null;
  #receiver: Receiver | null = null;
  #problem: ErrorData | null = null;
  #accepted = 0;
  #refused = 0;
  #lastEventAt: string | null = null;
  /** Starting and stopping happen one after another. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: ReceptionOptions) {
    this.#options = options;
  }

  state(): ReceiverState {
    return {
      ...this.#options.settings.receiver(),
      hasSecret: this.#secret !== null,
      listening: this.#receiver !== null,
      problem: this.#problem,
      accepted: this.#accepted,
      refused: this.#refused,
      lastEventAt: this.#lastEventAt,
    };
  }

  /** Listens if it did when the program ended. Never rejects. */
  start(): Promise<void> {
    return this.#inTurn(async () => {
      this.#secret = await this.#options.vault.read('webhook-secret').catch(() => null);
      if (this.#secret !== null) holdSecret(this.#secret);
      await this.#listen();
    });
  }

  /** Throws `invalid_input`, and `disk_failed` where the secret cannot be kept; nothing has changed then. */
  set(input: { enabled: boolean; host: string; port: number; secret: string | null }) {
    const { settings } = this.#options;
    const { enabled, host, port } = input;
    const secret = input.secret?.trim() ?? null;
    if (!LOOPBACK.includes(host)) {
      throw refused(`Webhooks are received at ${LOOPBACK.join(' or ')} only.`);
    }
    if (port < 1) throw refused('Choose a port from 1 to 65535, and tell your relay.');
    if (secret && !SECRET.test(secret)) {
      throw refused('This is not a whole secret. Paste all 64 digits that HeadshotPro showed.');
    }
    return this.#inTurn(async () => {
      if (enabled && !(secret ?? this.#secret)) {
        throw refused('Paste the webhook secret first: HeadshotPro shows it under Admin > API.');
      }
      await this.#keep(secret);
      settings.setReceiver({ enabled, host, port });
      await this.#listen();
    });
  }

  /** Stops listening; the settings stay. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#stop());
  }

  async #keep(secret: string | null): Promise<void> {
    const { vault } = this.#options;
    if (secret === null) return;
    if (secret === '') {
      await vault.forget('webhook-secret');
      this.#secret = null;
      return;
    }
    holdSecret(secret);
    await vault.write('webhook-secret', secret);
    this.#secret = secret;
  }

  async #listen(): Promise<void> {
    await this.#stop();
    const { settings, startReceiver, clock, log, changed } = this.#options;
    const { enabled, host, port } = settings.receiver();
    if (enabled) {
      try {
        if (this.#secret === null)
          throw refused('The webhook secret is not at hand. Paste it again.');
        const take = this.#taking(this.#secret);
        this.#receiver = await startReceiver({ host, port, take, clock, log });
      } catch (error) {
        this.#problem = toErrorData(error);
      }
    }
    changed();
  }

  async #stop(): Promise<void> {
    const receiver = this.#receiver;
    this.#receiver = null;
    this.#problem = null;
    await receiver?.close();
  }

  /** Takes in deliveries that `secret` has signed. */
  #taking(secret: string): Parameters<StartReceiver>[0]['take'] {
    const { clock, memory, onEvent, changed } = this.#options;
    const seen: EventMemory = {
      add(event) {
        const known = memory();
        if (known) return known.add(event);
        throw new AppError('library_missing', 'No library is open to take webhooks in.');
      },
    };
    const inbox = new WebhookInbox(secret, () => clock.now(), seen);
    return (delivery) => {
      try {
        const isOurs = onEvent(inbox.take(delivery));
        this.#lastEventAt = new Date(clock.now()).toISOString();
        if (isOurs) this.#accepted++;
        else this.#refused++;
      } catch (error) {
        if (error instanceof RefusedWebhook) this.#refused++;
        throw error;
      } finally {
        changed();
      }
    };
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }
}

function refused(message: string): AppError {
  return new AppError('invalid_input', message);
}
