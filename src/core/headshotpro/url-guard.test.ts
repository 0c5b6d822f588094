import { describe, expect, it } from 'vitest';
import { assertApiUrl, assertPhotoUrl } from './url-guard.ts';

const far = { apiUrl: 'https://server.headshotpro.com/api/v2' };
const near = { apiUrl: 'http://127.0.0.1:4010/api/v2' };

describe('a photo address', () => {
  it.each([
    'https://cdn.example/photos/q7r2.jpg?signature=SECRET',
    'https://8.8.8.8/a.jpg',
    'https://[2606:4700::1111]/a.jpg',
    'https://localhost.example/a.jpg',
    'https://cdn.example:8443/a.jpg',
  ])('may be %s', (url) => {
    expect(assertPhotoUrl(url, far).href).toBe(url);
  });

  it.each([
    'http://cdn.example/a.jpg',
    'ftp://cdn.example/a.jpg',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'not a url',
    '',
    'https://user@cdn.example/a.jpg',
    'https://user:word@cdn.example/a.jpg',
    'https://localhost/a.jpg',
    'https://LOCALHOST./a.jpg',
    'https://cdn.localhost/a.jpg',
    'https://printer.local/a.jpg',
    'https://metadata.google.internal/a.jpg',
    'https://127.0.0.1/a.jpg',
    'https://127.1/a.jpg',
    'https://2130706433/a.jpg',
    'https://0177.0.0.1/a.jpg',
    'https://0x7f000001/a.jpg',
    'https://127.0.0.1./a.jpg',
    'https://0.0.0.0/a.jpg',
    'https://10.1.2.3/a.jpg',
    'https://100.64.0.1/a.jpg',
    'https://169.254.169.254/a.jpg',
    'https://172.16.0.1/a.jpg',
    'https://172.31.255.255/a.jpg',
    'https://192.168.1.1/a.jpg',
    'https://224.0.0.1/a.jpg',
    'https://255.255.255.255/a.jpg',
    'https://[::1]/a.jpg',
    'https://[::]/a.jpg',
    'https://[::ffff:127.0.0.1]/a.jpg',
    'https://[::ffff:10.0.0.1]/a.jpg',
    'https://[::ffff:a9fe:a9fe]/a.jpg',
    'https://[::127.0.0.1]/a.jpg',
    'https://[64:ff9b::7f00:1]/a.jpg',
    'https://[fe80::1]/a.jpg',
    'https://[fd12:3456::1]/a.jpg',
    'https://[ff02::1]/a.jpg',
    'https://intranet/a.jpg',
    'https://nas.localdomain/a.jpg',
  ])('is refused: %s', (url) => {
    expect(() => assertPhotoUrl(url, far)).toThrow(
      expect.objectContaining({ code: 'url_refused' }),
    );
  });

  it('may be anywhere where the API itself is on loopback, though http only there', () => {
    expect(assertPhotoUrl('http://localhost:4011/a.jpg', near).port).toBe('4011');
    expect(assertPhotoUrl('https://192.168.1.1/a.jpg', near).hostname).toBe('192.168.1.1');
    expect(() => assertPhotoUrl('http://cdn.example/a.jpg', near)).toThrow();
  });

  it('is never shown with its query', () => {
    for (const url of ['http://cdn.example/a?s=SECRET', 'https://10.0.0.1/a?s=SECRET', '?SECRET']) {
      expect(() => assertPhotoUrl(url, far)).not.toThrow(/SECRET/);
    }
  });
});

describe('the API address', () => {
  it.each([
    ['https://server.headshotpro.com/api/v2', 'https://server.headshotpro.com/api/v2'],
    ['https://server.headshotpro.com/api/v2//', 'https://server.headshotpro.com/api/v2'],
    [' https://server.headshotpro.com ', 'https://server.headshotpro.com/api/v2'],
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010/api/v2'],
    ['http://localhost:4010/', 'http://localhost:4010/api/v2'],
    ['http://[::1]:4010/api/v2', 'http://[::1]:4010/api/v2'],
    ['https://gateway.example/hsp/api/v2', 'https://gateway.example/hsp/api/v2'],
  ])('%s is %s', (given, used) => {
    expect(assertApiUrl(given)).toBe(used);
  });

  it.each([
    ['http://server.headshotpro.com/api/v2', 'url_refused'],
    ['http://192.168.1.1/api/v2', 'url_refused'],
    ['https://me:SECRET@server.example/api/v2', 'url_refused'],
    ['server.headshotpro.com', 'invalid_input'],
    ['', 'invalid_input'],
    ['https://server.example/api/v2?key=SECRET', 'invalid_input'],
    ['https://server.example/api/v1', 'invalid_input'],
  ])('is refused: %s', (given, code) => {
    expect(() => assertApiUrl(given)).toThrow(expect.objectContaining({ code }));
    expect(() => assertApiUrl(given)).not.toThrow(/SECRET/);
  });
});
