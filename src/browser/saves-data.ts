/** Whether this browser was told to save data; of this only browsers tell that let readers choose it. */
export function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}
