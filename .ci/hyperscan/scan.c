// scan PHRASES TEXT: how fast Hyperscan (block mode) looks for regular expressions, one a line, in a
// text whose lines are tickets. Prints megabytes a second, the best of three.

#include <hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static char *read_all(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END)) exit(66);
  *size = (size_t)ftell(file);
  rewind(file);
  char *bytes = malloc(*size + 1);
  if (!bytes || fread(bytes, 1, *size, file) != *size) exit(74);
  bytes[*size] = 0;
  fclose(file);
  return bytes;
}

static int count(unsigned id, unsigned long long from, unsigned long long to, unsigned flags,
                 void *found) {
  (void)id, (void)from, (void)to, (void)flags;
  ++*(unsigned long *)found;
  return 0;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  if (argc != 3) return 64;
  size_t size, text_size;
  char *phrases = read_all(argv[1], &size), *text = read_all(argv[2], &text_size);
  unsigned lines = 0, phrase_count = 0;
  for (size_t i = 0; i < size; i++) lines += phrases[i] == '\n';
  const char **expressions = calloc(lines + 1, sizeof *expressions);
  unsigned *flags = calloc(lines + 1, sizeof *flags), *ids = calloc(lines + 1, sizeof *ids);
  for (char *line = strtok(phrases, "\n"); line; line = strtok(NULL, "\n")) {
    expressions[phrase_count] = line;
    flags[phrase_count] = HS_FLAG_CASELESS | HS_FLAG_SINGLEMATCH;
    ids[phrase_count] = phrase_count;
    phrase_count++;
  }
  hs_database_t *database;
  hs_compile_error_t *error;
  double start = now();
  if (hs_compile_multi(expressions, flags, ids, phrase_count, HS_MODE_BLOCK, NULL, &database,
                       &error)) {
    fprintf(stderr, "scan: phrase %d: %s\n", error->expression, error->message);
    return 65;
  }
  double compiling = now() - start;
  hs_scratch_t *scratch = NULL;
  if (hs_alloc_scratch(database, &scratch)) return 70;
  double best = 1e9;
  unsigned long found = 0;
  for (int round = 0; round < 3; round++) {
    found = 0;
    start = now();
    for (char *ticket = text; ticket < text + text_size;) {
      char *end = memchr(ticket, '\n', (size_t)(text + text_size - ticket));
      if (!end) end = text + text_size;
      if (hs_scan(database, ticket, (unsigned)(end - ticket), 0, scratch, count, &found)) return 70;
      ticket = end + 1;
    }
    if (now() - start < best) best = now() - start;
  }
  printf("Hyperscan: %u phrases, %.2f MB/s, %lu found, compiled in %.0f ms\n", phrase_count,
         (double)text_size / best / 1e6, found, compiling * 1e3);
  return 0;
}
