/**
 * The window's Content-Security-Policy, sent with its page; index.html carries its own copy, without
 * the part that means something in a header only. Nothing comes from anywhere but the app's own files.
 */
export const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
].join('; ');
