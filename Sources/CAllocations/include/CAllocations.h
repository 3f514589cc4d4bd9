#include <stdbool.h>
#include <stddef.h>

/// How often the calling thread has asked for memory on the heap, since it began.
size_t heap_allocations(void);

/// Whether that is counted: not where a sanitizer has an allocator of its own.
bool counts_heap_allocations(void);
