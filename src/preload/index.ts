import { contextBridge, ipcRenderer } from 'electron';
import { createIpcBridge } from './ipc-bridge.ts';

/** `window.desk` is all that the window sees of Electron. */
contextBridge.exposeInMainWorld('desk', createIpcBridge(ipcRenderer));
