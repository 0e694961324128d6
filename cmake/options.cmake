# Flags that every target of the project gets.
add_library(df_options INTERFACE)
target_compile_options(df_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
                                            -Woverloaded-virtual -Wcast-align -Wimplicit-fallthrough)
target_compile_definitions(df_options INTERFACE QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_NO_KEYWORDS
                                                QT_DEPRECATED_WARNINGS SPDLOG_FMT_EXTERNAL
                                                DF_VERSION="${PROJECT_VERSION}")
if(DF_WARNINGS_AS_ERRORS)
  target_compile_options(df_options INTERFACE -Werror)
endif()
if(DF_SANITIZE)
  target_compile_options(df_options INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer)
  target_link_options(df_options INTERFACE -fsanitize=address,undefined)
endif()

# df_room(NAME [ROOMS room…] [LIBS target…]): one static library per folder. A room sees only what it names here, so an
# arrow against the direction of the river does not link.
function(df_room name)
  cmake_parse_arguments(ARG "" "" "ROOMS;LIBS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp
                                              ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.h)
  add_library(df_${name} STATIC ${sources})
  set_target_properties(df_${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(df_${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
  list(TRANSFORM ARG_ROOMS PREPEND df_)
  target_link_libraries(df_${name} PUBLIC df_options ${ARG_ROOMS} ${ARG_LIBS})
endfunction()
