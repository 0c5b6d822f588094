/**
 * The window's Content-Security-Policy, sent with its page; index.html carries its own copy. Scripts
 * are the app's files alone. Styles may be inline: the accessible primitives set them while scrolling
 * is locked, and a style can reach nothing outside the app.
 */
export const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
