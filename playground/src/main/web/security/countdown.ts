/** How long a token still lasts, as short as it can be said without misleading. */
export function remainingText(expiresAt: Date, now: Date): string {
  const seconds = Math.floor((expiresAt.getTime() - now.getTime()) / 1000);
  if (seconds <= 0) {
    return 'expired';
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }
  const hours = Math.floor(seconds / 3600);
  if (hours < 48) {
    return `${hours} h ${Math.floor((seconds % 3600) / 60)} min`;
  }
  return `${Math.floor(hours / 24)} days`;
}
